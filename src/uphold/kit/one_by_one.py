"""Recurring work over many rows: one that fails holds up no other, and the job fails when it has seen them all."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Row = TypeVar("Row")


def one_by_one(
    rows: Iterable[Row], act: Callable[[Row], int], *, name: Callable[[Row], str], failed: str
) -> int:
    """How much the acts did in all. `failed` is what an ExceptionGroup says of those that raised."""
    done = 0
    failures: list[Exception] = []
    for row in rows:
        try:
            done += act(row)
        except Exception as failure:  # noqa: BLE001 - raised again when every other row was seen
            failure.add_note(name(row))
            failures.append(failure)
    if failures:
        raise ExceptionGroup(failed, failures)
    return done
