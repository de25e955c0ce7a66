"""Work entries to the intervals of a case, with the findings that were frozen when they were settled; and back."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from uphold.metering.models import Settlement, WorkEntry
from uphold.policy.decide.condition import FactValue
from uphold.policy.scenario.case import Work
from uphold.policy.time.instants import Span

REQUEST = "request"

Findings = Mapping[str, list[str] | str]
"""Facts as they are stored: names as a list, a number as its digits."""


def work_of(entry: WorkEntry) -> Work:
    """The entry as the agreement reads it. `settlement` was loaded with it."""
    settled: Settlement | None = getattr(entry, "settlement", None)
    request: dict[str, FactValue] = {REQUEST: frozenset({entry.request})} if entry.request else {}
    return Work(
        key=str(entry.pk),
        started_at=entry.started_at,
        ended_at=entry.ended_at,
        problem=entry.problem or None,
        facts=request | facts_of(settled.facts) if settled else request,
        is_settled=settled is not None,
        paid=paid_of(settled, since=entry.started_at) if settled else None,
    )


def paid_of(settled: Settlement, *, since: datetime) -> tuple[Span, ...] | None:
    """The stretches that credits paid for; what was settled before they were kept was paid for from its beginning."""
    if settled.paid is not None:
        pairs = (
            (datetime.fromisoformat(starts), datetime.fromisoformat(ends)) for starts, ends in settled.paid
        )
        return tuple(Span(starts_at, ends_at) for starts_at, ends_at in pairs)
    until = settled.paid_until
    return None if until is None else (Span(since, until),)


def stretches_of(paid: tuple[Span, ...] | None) -> list[list[str]] | None:
    """The same as they are stored."""
    return None if paid is None else [[span.starts_at.isoformat(), span.ends_at.isoformat()] for span in paid]


def findings_of(facts: Mapping[str, FactValue]) -> dict[str, list[str] | str]:
    return {
        name: sorted(value) if isinstance(value, frozenset) else str(value) for name, value in facts.items()
    }


def facts_of(findings: Findings) -> dict[str, FactValue]:
    return {
        name: frozenset(value) if isinstance(value, list) else Decimal(value)
        for name, value in findings.items()
    }
