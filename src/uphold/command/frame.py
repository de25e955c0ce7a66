"""The frame of the program: finds the verb, makes ready what it needs, runs it, and words what went wrong."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Protocol, cast

from uphold import __version__
from uphold.command.preparation import require_up_to_date
from uphold.command.site import ready_site
from uphold.command.verbs import VERBS, Needs, Verb
from uphold.kit import Refused
from uphold.kit.environment import Misconfigured
from uphold.kit.postgres import database_available

FAILED = 1
INTERRUPTED = 130


class VerbModule(Protocol):
    def configure(self, parser: ArgumentParser) -> None: ...

    def run(self, arguments: Namespace) -> int: ...


def run_program(words: Sequence[str]) -> int:
    """Runs `uphold WORDS` and returns its exit code."""
    chosen = {verb.name: verb for verb in VERBS}.get(words[0]) if words else None
    if chosen is None:
        overview = _overview()
        overview.parse_args(words)
        overview.print_help()
        return FAILED
    try:
        return run_verb(chosen, words[1:])
    except (Misconfigured, Refused) as error:
        sys.stderr.write(f"uphold {chosen.name}: {error}\n")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def run_verb(verb: Verb, words: Sequence[str]) -> int:
    if verb.needs is not Needs.NOTHING:
        ready_site()
    module = cast("VerbModule", import_module(verb.module))
    parser = ArgumentParser(prog=f"uphold {verb.name}", description=verb.summary)
    module.configure(parser)
    arguments = parser.parse_args(words)
    with _ready_database(verb.needs):
        return module.run(arguments)


@contextmanager
def _ready_database(needs: Needs) -> Iterator[None]:
    if needs not in {Needs.SERVER, Needs.DATABASE}:
        yield
        return
    with database_available():
        if needs is Needs.DATABASE:
            require_up_to_date()
        yield


def _overview() -> ArgumentParser:
    parser = ArgumentParser(prog="uphold", description="A support desk that keeps the agreement.")
    parser.add_argument("--version", action="version", version=f"uphold {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    for verb in VERBS:
        verbs.add_parser(verb.name, help=verb.summary)
    return parser
