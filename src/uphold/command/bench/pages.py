"""Pages with a hundred thousand tickets behind them: milliseconds and statements."""

from collections.abc import Iterator

from uphold.command.bench.figure import Figure
from uphold.command.bench.throw_away import figures_of


def figures() -> Iterator[Figure]:
    yield from figures_of("uphold.command.bench.crowded")
