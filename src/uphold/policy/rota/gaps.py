"""Gaps: the stretches of a span in which nobody is on duty."""

from __future__ import annotations

from collections.abc import Iterable

from uphold.policy.rota.shifts import Shift
from uphold.policy.time.instants import Span


def gaps(shifts: Iterable[Shift]) -> tuple[Span, ...]:
    """Neighbouring stretches without anybody are one gap.

    >>> from datetime import UTC, datetime
    >>> noon, one = datetime(2026, 1, 5, 12, tzinfo=UTC), datetime(2026, 1, 5, 13, tzinfo=UTC)
    >>> [gap.seconds for gap in gaps([Shift(noon, one, None)])]
    [3600]
    """
    found: list[Span] = []
    for shift in shifts:
        if shift.member is not None:
            continue
        if found and found[-1].ends_at == shift.starts_at:
            found[-1] = Span(found[-1].starts_at, shift.ends_at)
        else:
            found.append(Span(shift.starts_at, shift.ends_at))
    return tuple(found)
