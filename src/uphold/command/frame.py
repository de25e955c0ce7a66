"""The frame of the program: finds the verb, makes ready what it needs, runs it, and words what went wrong."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Protocol, cast

from uphold import __version__
from uphold.command.verbs import VERBS, Needs, Verb
from uphold.kit import Refused
from uphold.kit.environment import Misconfigured

FAILED = 1
INTERRUPTED = 130


class VerbModule(Protocol):
    def configure(self, parser: ArgumentParser) -> None: ...

    def run(self, arguments: Namespace) -> int: ...


class Site(Protocol):
    """What `command.site` offers; a verb that needs nothing starts without importing it, and Django with it."""

    def ready_site(self) -> None: ...

    def ready_database(self, *, is_up_to_date: bool) -> AbstractContextManager[None]: ...


def run_program(words: Sequence[str]) -> int:
    """Runs `uphold WORDS` and returns its exit code."""
    chosen = verb_of(words)
    if chosen is None:
        overview = _overview()
        overview.parse_args(words)
        overview.print_help()
        return FAILED
    try:
        return run_verb(chosen, words[len(chosen.name.split()) :])
    except (Misconfigured, Refused) as error:
        sys.stderr.write(f"uphold {chosen.name}: {error}\n")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def verb_of(words: Sequence[str]) -> Verb | None:
    """The verb that the words begin with; its name may be two words."""
    begins = (verb for verb in VERBS if list(words[: len(verb.name.split())]) == verb.name.split())
    return next(begins, None)


def run_verb(verb: Verb, words: Sequence[str]) -> int:
    if verb.needs is Needs.NOTHING:
        return _run_module(verb, words, ready=nullcontext())
    site = cast("Site", import_module("uphold.command.site"))
    site.ready_site()
    if verb.needs is Needs.SITE:
        return _run_module(verb, words, ready=nullcontext())
    return _run_module(verb, words, ready=site.ready_database(is_up_to_date=verb.needs is Needs.DATABASE))


def _run_module(verb: Verb, words: Sequence[str], *, ready: AbstractContextManager[None]) -> int:
    module = cast("VerbModule", import_module(verb.module))
    parser = ArgumentParser(prog=f"uphold {verb.name}", description=verb.summary)
    module.configure(parser)
    arguments = parser.parse_args(words)
    with ready:
        return module.run(arguments)


def _overview() -> ArgumentParser:
    parser = ArgumentParser(prog="uphold", description="A support desk that keeps the agreement.")
    parser.add_argument("--version", action="version", version=f"uphold {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    for verb in VERBS:
        verbs.add_parser(verb.name, help=verb.summary)
    return parser
