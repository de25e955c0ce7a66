"""Waits: what ends one by itself, because what was waited for is there, and what ends every one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from uphold.policy.clocks.events import Happening

ENDS_WAIT: Mapping[str, frozenset[Happening]] = MappingProxyType(
    {
        "customer": frozenset({Happening.WROTE}),
        "evidence": frozenset({Happening.WROTE}),
        "consent": frozenset({Happening.AGREED}),
        "credits": frozenset({Happening.BOUGHT}),
    }
)
ALWAYS_ENDS_WAIT = frozenset({Happening.RESUMED, Happening.WAITING, Happening.RESOLVED, Happening.CLOSED})


def is_wait_over(waiting_for: str, *, by: Happening) -> bool:
    """Whether an event ends a wait.

    >>> is_wait_over("customer", by=Happening.WROTE), is_wait_over("monitoring", by=Happening.WROTE)
    (True, False)
    """
    return by in ALWAYS_ENDS_WAIT or by in ENDS_WAIT.get(waiting_for, frozenset())
