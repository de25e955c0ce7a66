"""`bin/vectors FILE...`: prints agreement by source; exit 1 if we differ, 2 on input that cannot be read."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from uphold.command.vectors.fact import Unreadable, read_facts
from uphold.command.vectors.judgement import judge
from uphold.command.vectors.report import agreement_table, disagreement_lines

AGREED, DISAGREED, UNREADABLE = 0, 1, 2


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser(prog="bin/vectors", description="Compare calendar facts with our calendar.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="facts, one JSON object a line")
    verdicts, faults = [], []
    for path in parser.parse_args(words).files:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{path}: {error}")
            continue
        for fact in read_facts(lines, path=str(path)):
            try:
                verdicts.append(judge(fact))
            except Unreadable as error:
                faults.append(str(error))
    for line in (*disagreement_lines(verdicts), *agreement_table(verdicts)):
        sys.stdout.write(f"{line}\n")
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    if faults or not verdicts:
        return UNREADABLE
    return AGREED if all(verdict.is_agreed for verdict in verdicts) else DISAGREED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
