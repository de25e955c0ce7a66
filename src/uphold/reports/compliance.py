"""Compliance: how many promises of an agreement were kept, by metric and priority.

Counted are the stored promises of tickets, one for each cycle of each clock: so a report never disagrees with a ticket.
A promise without an instant ("as soon as possible") can be neither met nor missed, and what a log does not tell is
neither: both are counted by themselves. So is a promise that another took the place of, a change to software say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor
from uphold.agreements.access import PUBLISHED
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Agreement
from uphold.reports.period import Period
from uphold.reports.scope import Scope
from uphold.reports.sheet import COUNT, SHARE, About, Column, Sheet, totals_of
from uphold.tickets.access import visible_to
from uphold.tickets.models import Promise
from uphold.tickets.naming import names_of

METRICS = (
    "first response",
    "next response",
    "update",
    "restoration",
    "workaround",
    "resolution",
    "arrival",
    "delivery",
)
STATE = Promise.State


class Outcome(StrEnum):
    """What became of a promise, as a report tells it."""

    MET = "met"
    MISSED = "missed"
    RUNNING = "running"
    PAUSED = "paused"
    SUPERSEDED = "superseded"
    ENDED = "taken away"
    NONE = "none promised"
    UNLOGGED = "not in the log"


OUTCOMES = {
    STATE.MET: Outcome.MET,
    STATE.MISSED: Outcome.MISSED,
    STATE.RUNNING: Outcome.RUNNING,
    STATE.PAUSED: Outcome.PAUSED,
    STATE.ENDED: Outcome.ENDED,
    STATE.SUPERSEDED: Outcome.SUPERSEDED,
    STATE.NONE: Outcome.NONE,
    STATE.UNLOGGED: Outcome.UNLOGGED,
}
COLUMNS = (
    Column("promise", gettext_lazy("Promise")),
    Column("agreement", gettext_lazy("Agreement")),
    Column("priority", gettext_lazy("Priority")),
    Column("met", gettext_lazy("Met"), COUNT),
    Column("missed", gettext_lazy("Missed"), COUNT),
    Column("running", gettext_lazy("Running"), COUNT),
    Column("paused", gettext_lazy("Paused"), COUNT),
    Column("superseded", gettext_lazy("Superseded"), COUNT),
    Column("ended", gettext_lazy("Taken away"), COUNT),
    Column("none", gettext_lazy("None promised"), COUNT),
    Column("unlogged", gettext_lazy("Not in the log"), COUNT),
    Column("share", gettext_lazy("Met of judged"), SHARE),
)
COUNTED = dict(zip((column.key for column in COLUMNS if column.kind is COUNT), Outcome, strict=True))
"""The columns, with what each counts."""
TIMELESS = Q(due_at=None, state=STATE.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceLine:
    """The promises of one metric and priority; `priority` is empty where the promise depends on none."""

    provider: str
    agreement: str
    metric: str
    priority: str
    counts: Mapping[Outcome, int]

    def count(self, outcome: Outcome) -> int:
        return self.counts.get(outcome, 0)

    @property
    def name(self) -> dict[str, str]:
        """By which the line is found again."""
        return {"metric": self.metric, "agreement": self.agreement, "priority": self.priority}

    @property
    def met_permille(self) -> int | None:
        """Of a thousand promises that were judged, how many were met, rounded down; None when none was judged."""
        met, missed = self.count(Outcome.MET), self.count(Outcome.MISSED)
        return met * 1000 // (met + missed) if met + missed else None


def measure_compliance(
    *, actor: Actor, slug: str | None = None, provider: str | None = None, period: Period | None = None
) -> tuple[ComplianceLine, ...]:
    """Lines by provider, agreement and metric, priorities in the order of the document.

    A promise belongs to the period in which its ticket was opened.
    """
    counts = _counted(promises_of(actor=actor, slug=slug, provider=provider, period=period))
    agreements = Agreement.objects.select_related("provider").in_bulk({key[0] for key in counts})
    ranks = {key: _ranks(agreement) for key, agreement in agreements.items()}
    lines = {
        (agreement_id, metric, priority): ComplianceLine(
            provider=agreements[agreement_id].provider.name,
            agreement=agreements[agreement_id].slug,
            metric=metric,
            priority=priority,
            counts=line,
        )
        for (agreement_id, metric, priority), line in counts.items()
    }
    ordered = sorted(lines, key=lambda key: _place(lines[key], ranks[key[0]]))
    return tuple(lines[key] for key in ordered)


def promises_of(
    *, actor: Actor, slug: str | None = None, provider: str | None = None, period: Period | None = None
) -> QuerySet[Promise]:
    """The promises that are counted."""
    promises = Promise.objects.filter(ticket__in=visible_to(actor))
    if slug is not None:
        promises = promises.filter(ticket__version__agreement__slug=slug)
    if provider is not None:
        promises = promises.filter(ticket__provider__name=provider)
    if period is not None:
        promises = promises.filter(
            ticket__opened_at__gte=period.from_at, ticket__opened_at__lt=period.until_at
        )
    return promises


def with_outcome(promises: QuerySet[Promise], outcome: Outcome) -> QuerySet[Promise]:
    """Those that are counted as this. What was done when nothing was due was neither met nor missed."""
    states = [state for state, became in OUTCOMES.items() if became is outcome]
    if outcome is Outcome.NONE:
        return promises.filter(Q(state__in=states) | TIMELESS)
    return promises.filter(state__in=states).exclude(TIMELESS)


def outcome_of(promise: Promise) -> Outcome:
    is_timeless = promise.state == STATE.MET and promise.due_at is None
    return Outcome.NONE if is_timeless else OUTCOMES[STATE(promise.state)]


def compliance_sheet(scope: Scope) -> Sheet:
    lines = measure_compliance(actor=scope.actor, provider=scope.provider_name, period=scope.period)
    rows = tuple(
        (
            line.metric,
            line.agreement,
            line.priority or gettext("any"),
            *(line.count(outcome) for outcome in COUNTED.values()),
            line.met_permille,
        )
        for line in lines
    )
    return Sheet(
        name="compliance",
        title=gettext("Promises by metric and priority"),
        columns=COLUMNS,
        rows=rows,
        totals=totals_of(COLUMNS, rows, words=gettext("in all")),
        notes=(gettext("A promise counts in the period in which its ticket was opened."),),
        about=tuple(About(behind=line.name) for line in lines),
        parts=tuple(COUNTED),
    )


def _counted(promises: QuerySet[Promise]) -> dict[tuple[int, str, str], Counter[Outcome]]:
    """Outcomes by agreement, metric and priority."""
    counts: dict[tuple[int, str, str], Counter[Outcome]] = defaultdict(Counter)
    rows = promises.values_list("ticket__version__agreement", "metric", "priority", "state").annotate(
        count=Count("id"), timeless=Count("id", filter=TIMELESS)
    )
    for agreement_id, metric, priority, state, count, timeless in rows.order_by():
        line = counts[agreement_id, metric, priority]
        line[OUTCOMES[STATE(state)]] += count - timeless
        line[Outcome.NONE] += timeless
    return {key: +line for key, line in counts.items()}


def _ranks(agreement: Agreement) -> dict[str, int]:
    """The places of priorities in the latest document."""
    latest = (
        agreement.versions.filter(status__in=PUBLISHED).order_by("-effective_on", "-published_at").first()
    )
    names = names_of(compiled(latest), "priority") if latest else ()
    return {name: rank for rank, name in enumerate(names)}


def _place(line: ComplianceLine, ranks: Mapping[str, int]) -> tuple[str, str, int, int, str]:
    metric = METRICS.index(line.metric)
    return line.provider, line.agreement, metric, ranks.get(line.priority, len(ranks)), line.priority
