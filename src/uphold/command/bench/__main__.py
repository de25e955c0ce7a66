"""`bin/bench [SUBJECT...]`: prints figures beside their budgets; with --strict a missed budget exits 1."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Protocol, cast

from uphold.command.bench.figure import Figure
from uphold.command.bench.subjects import SUBJECTS


class SubjectModule(Protocol):
    def figures(self) -> Iterator[Figure]: ...


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser(prog="bin/bench", description="Measure, and print each figure beside its budget.")
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(_summaries()))
    parser.add_argument("--strict", action="store_true", help="exit 1 when a budget is missed")
    arguments = parser.parse_args(words)
    unknown = sorted(set(arguments.subjects) - {subject.name for subject in SUBJECTS})
    if unknown:
        parser.error(f"no such subject: {', '.join(unknown)}")
    sys.stdout.write(f"load of this machine: {os.getloadavg()[0]:.2f} on {os.cpu_count()} processors\n")
    is_within_budget = True
    for subject in SUBJECTS:
        if arguments.subjects and subject.name not in arguments.subjects:
            continue
        sys.stdout.write(f"\n{subject.name}: {subject.summary}\n")
        for figure in cast("SubjectModule", import_module(subject.module)).figures():
            sys.stdout.write(f"  {figure}\n")
            sys.stdout.flush()
            is_within_budget = is_within_budget and figure.is_within_budget
    return 1 if arguments.strict and not is_within_budget else 0


def _summaries() -> Iterator[str]:
    return (f"{subject.name} ({subject.summary})" for subject in SUBJECTS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
