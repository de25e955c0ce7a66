"""`uphold agreement ask`: one scenario as JSON on standard input, every decision about it on standard output."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from decimal import Decimal

from uphold.command.agreement.file import UnreadableFile, text_of
from uphold.policy.document import bind, read
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.problem import Problem
from uphold.policy.scenario import UnreadableCase, answer, read_case, write_answer

ANSWERED, REFUSED = 0, 1
LARGEST_CHARACTERS = 4_000_000


class UnreadableDocument(Exception):
    """An agreement or annex that cannot be asked; `lines` say why, each with its place."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the agreement, in Markdown")
    parser.add_argument(
        "--with", dest="annexes", metavar="ANNEX", action="append", default=[], help="an annex bound with it"
    )


def run(arguments: Namespace) -> int:
    try:
        agreement = agreement_of(arguments.file, annexes=arguments.annexes)
        scenario = scenario_in(sys.stdin.read(LARGEST_CHARACTERS + 1))
        case = read_case(scenario, agreement)
    except UnreadableFile as error:
        return refused([str(error)])
    except UnreadableDocument as error:
        return refused(error.lines)
    except UnreadableCase as error:
        return refused(str(complaint) for complaint in error.complaints)
    written = write_answer(agreement, answer(agreement, case))
    sys.stdout.write(json.dumps(written, ensure_ascii=False, indent=2) + "\n")
    return ANSWERED


def refused(lines: Iterator[str] | list[str] | tuple[str, ...]) -> int:
    sys.stderr.writelines(f"uphold agreement ask: {line}\n" for line in lines)
    return REFUSED


def agreement_of(path: str, *, annexes: list[str]) -> Agreement:
    """The agreement bound with its annexes. Raises UnreadableFile, UnreadableDocument."""
    agreement = document_of(path)
    bound = [document_of(annex, onto=agreement) for annex in annexes]
    return bind(agreement, bound) if bound else agreement


def document_of(path: str, *, onto: Agreement | None = None) -> Agreement:
    found = read(text_of(path), path=path, onto=onto)
    if found.errors or found.agreement is None:
        raise UnreadableDocument(str(problem) for problem in reasons(found.problems))
    return found.agreement


def reasons(problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """The errors first, then whatever else was found."""
    yield from sorted(problems, key=lambda problem: problem.severity.value != "error")


def scenario_in(text: str) -> object:
    """The scenario; money and numbers stay exact. Raises UnreadableCase."""
    if len(text) > LARGEST_CHARACTERS:
        raise UnreadableCase.saying(f"a scenario of more than {LARGEST_CHARACTERS} characters is none")
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError as malformed:
        raise UnreadableCase.saying(f"this is not JSON: {malformed}") from None
    except RecursionError:
        raise UnreadableCase.saying("this JSON is nested too deeply") from None
