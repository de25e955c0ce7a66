"""Segments: stretches of work, cut where a rate may change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from uphold.policy.time.instants import Span


def cut(span: Span, *, edges: Iterable[datetime]) -> tuple[Span, ...]:
    """The stretch in parts, cut at the instants that lie strictly within it; an empty stretch has no parts.

    >>> from uphold.policy.time.instants import EPOCH, SECOND
    >>> [part.seconds for part in cut(Span(EPOCH, EPOCH + 9 * SECOND), edges=[EPOCH + 4 * SECOND])]
    [4, 5]
    """
    if span.ends_at <= span.starts_at:
        return ()
    within = sorted({edge for edge in edges if span.starts_at < edge < span.ends_at})
    return tuple(Span(start, end) for start, end in pairwise((span.starts_at, *within, span.ends_at)))
