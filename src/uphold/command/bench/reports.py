"""Reports: a month of 20,000 charges, alone and with nine other months beside it, on a throw-away site of its own."""

from collections.abc import Iterator

from uphold.command.bench.figure import Figure
from uphold.command.bench.throw_away import figures_of


def figures() -> Iterator[Figure]:
    yield from figures_of("uphold.command.bench.reported")
