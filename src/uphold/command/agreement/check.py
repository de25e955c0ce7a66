"""`uphold agreement check`: everything that is wrong with an agreement, line by line or as JSON."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from uphold.command.agreement.file import UnreadableFile, text_of
from uphold.policy.check import Report, check, report
from uphold.policy.document.problem import Problem

SOUND = 0
UNSOUND = 1
UNREADABLE = 2


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the agreement, in Markdown")
    parser.add_argument(
        "--with", dest="annexes", metavar="ANNEX", action="append", default=[], help="an annex bound with it"
    )
    parser.add_argument("--strict", action="store_true", help="unanswered warnings fail too")
    parser.add_argument("--json", action="store_true", help="write the findings as JSON")


def run(arguments: Namespace) -> int:
    try:
        text = text_of(arguments.file)
        annexes = [(text_of(path), path) for path in arguments.annexes]
    except UnreadableFile as error:
        sys.stderr.write(f"uphold agreement check: {error}\n")
        return UNREADABLE
    found = report(check(text, arguments.file, annexes))
    write = written_as_json if arguments.json else written_in_lines
    sys.stdout.writelines(f"{line}\n" for line in write(found))
    is_sound = found.is_publishable and not (arguments.strict and found.warnings)
    return SOUND if is_sound else UNSOUND


def written_in_lines(found: Report) -> Iterator[str]:
    """The findings by severity, a case below its finding, and the counts at the end."""
    for severity, problems in found.groups:
        yield f"{severity}:"
        for problem in problems:
            yield f"{problem.file}:{problem.line}:{problem.column}: {printable(problem.text)}"
            if problem.case is not None:
                yield f"    {problem.case}"
        yield ""
    yield found.summary


def printable(text: str) -> str:
    """The text without characters that would steer a terminal: findings quote what a document holds."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def written_as_json(found: Report) -> Iterator[str]:
    """The findings in the order of severity and place."""
    problems = [as_json(problem) for _, group in found.groups for problem in group]
    yield json.dumps(
        {"publishable": found.is_publishable, "problems": problems}, ensure_ascii=False, indent=2
    )


def as_json(problem: Problem) -> dict[str, object]:
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "text": problem.text,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "case": json.loads(problem.case) if problem.case is not None else None,
    }
