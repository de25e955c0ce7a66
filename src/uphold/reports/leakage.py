"""Leakage: work that was not charged, or whose charge came back, and the clause that says why.

What it would have come to is told only where a row of the ledger of charges tells it: what was waived or given back had
been charged before. Work that was free from the beginning has its minutes alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.fields.json import KT
from django.utils.translation import gettext, gettext_lazy

from uphold.metering.models import Charge, Settlement
from uphold.reports.scope import Scope
from uphold.reports.sheet import COUNT, MONEY, TIME, About, Column, Sheet, totals_of

KIND = Charge.Kind
Group = tuple[int, str, datetime]
"""What was settled at one moment: ticket, problem, instant."""
Source = tuple[str, str, str, str]
"""The row that says why: document, clause, row; and the currency of what was lost."""


class Why(StrEnum):
    WAIVED = "waived"
    GIVEN_BACK = "given back"
    OUR_FAULT = "fault of provider"
    INCLUDED = "included"
    FREE = "no charge"
    NO_CONSENT = "no consent"
    RAN_OUT = "credits ran out"
    NO_ROW = "no row speaks"


WHY_WORDS = {
    Why.WAIVED: gettext_lazy("waived"),
    Why.GIVEN_BACK: gettext_lazy("given back"),
    Why.OUR_FAULT: gettext_lazy("our own fault"),
    Why.INCLUDED: gettext_lazy("included"),
    Why.FREE: gettext_lazy("no charge"),
    Why.NO_CONSENT: gettext_lazy("no consent"),
    Why.RAN_OUT: gettext_lazy("credits ran out"),
    Why.NO_ROW: gettext_lazy("no row speaks of it"),
}
COLUMNS = (
    Column("why", gettext_lazy("Why")),
    Column("document", gettext_lazy("Document")),
    Column("clause", gettext_lazy("Clause")),
    Column("row", gettext_lazy("Row")),
    Column("currency", gettext_lazy("Currency")),
    Column("tickets", gettext_lazy("Tickets"), COUNT, is_added=False),
    Column("seconds", gettext_lazy("Worked"), TIME, is_deciding=True),
    Column("credits", gettext_lazy("Credits lost"), COUNT, is_partial=True),
    Column("amount", gettext_lazy("Money lost"), MONEY, is_partial=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakageLine:
    """One reason of one row. `credits` and `amount` None: no row tells what it would have come to."""

    why: Why
    document: str
    clause: str
    row: str
    currency: str
    tickets: int
    seconds: int
    credits: int | None
    amount: Decimal | None

    @property
    def is_told(self) -> bool:
        return bool(self.seconds or self.credits or self.amount)

    @property
    def name(self) -> dict[str, str]:
        """By which the line is found again."""
        return {
            "why": self.why.value,
            "document": self.document,
            "clause": self.clause,
            "row": self.row,
            "currency": self.currency,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What one ticket adds to a line."""

    why: Why
    source: Source
    ticket_id: int
    seconds: int
    credits: int | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """`unpaid_seconds` is what credits did not reach."""

    fault: str
    unpaid_seconds: int


def leakage(scope: Scope) -> tuple[LeakageLine, ...]:
    """What was settled in the period, by reason and row, most minutes first."""
    lines = (line_of(why, source, parts) for (why, source), parts in lost_in(scope).items())
    return tuple(
        sorted(
            (line for line in lines if line.is_told),
            key=lambda line: (-line.seconds, line.why, line.document, line.clause, line.row),
        )
    )


def lost_in(scope: Scope) -> dict[tuple[Why, Source], list[Lost]]:
    """The parts that lines are made of, by reason and row."""
    charges = Charge.objects.filter(
        provider_id=scope.provider_id,
        settled_at__gte=scope.period.from_at,
        settled_at__lt=scope.period.until_at,
    )
    if scope.organisation_id is not None:
        charges = charges.filter(organisation_id=scope.organisation_id)
    settled = _settled(charges, scope)
    lost: dict[tuple[Why, Source], list[Lost]] = defaultdict(list)
    for each in (*_free(charges, settled), *_ran_out(charges, settled), *_came_back(charges)):
        lost[each.why, each.source].append(each)
    return lost


def line_of(why: Why, source: Source, parts: list[Lost]) -> LeakageLine:
    known = [part for part in parts if part.credits is not None and part.amount is not None]
    return LeakageLine(
        why=why,
        document=source[0],
        clause=source[1],
        row=source[2],
        currency=source[3],
        tickets=len({part.ticket_id for part in parts}),
        seconds=sum(part.seconds for part in parts),
        credits=sum(part.credits or 0 for part in known) if known else None,
        amount=sum((part.amount or Decimal(0) for part in known), Decimal(0)) if known else None,
    )


def leakage_sheet(scope: Scope) -> Sheet:
    lines = leakage(scope)
    rows = tuple(
        (
            str(WHY_WORDS[line.why]),
            line.document,
            line.clause,
            line.row,
            line.currency,
            line.tickets,
            line.seconds,
            line.credits,
            line.amount,
        )
        for line in lines
    )
    return Sheet(
        name="leakage",
        title=gettext("Work not charged, by clause"),
        columns=COLUMNS,
        rows=rows,
        totals=totals_of(COLUMNS, rows, words=gettext("in all")),
        notes=(
            gettext("Work counts when it is settled: from then on nothing can change what it came to."),
            gettext(
                "What was waived or given back had been charged; of other work only its minutes are known."
            ),
        ),
        about=tuple(About(behind=line.name) for line in lines),
    )


def _free(charges: QuerySet[Charge], settled: dict[Group, _Settled]) -> Iterable[Lost]:
    """Work that came to nothing. A later part of a tariff that was charged is not lost: its minimum covers it."""
    same = Charge.objects.filter(
        ticket_id=OuterRef("ticket_id"),
        tariff=OuterRef("tariff"),
        unit=OuterRef("unit"),
        problem=OuterRef("problem"),
        kind__in=[KIND.WORK, KIND.REVERSAL],
    )
    free = charges.filter(kind__in=[KIND.WORK, KIND.REVERSAL], amount=0, credits=0).exclude(
        Exists(same.exclude(amount=0, credits=0))
    )
    rows = free.values_list(
        "ticket_id",
        "problem",
        "settled_at",
        "price",
        "consent",
        "line",
        "document",
        "clause",
        "row",
        "currency",
    ).annotate(seconds=Sum("actual_seconds"))
    for ticket_id, problem, settled_at, price, consent, line, *source, seconds in rows.order_by():
        found = settled.get((ticket_id, problem, settled_at))
        if consent != "missing" and _is_by_credits(price) and found and found.unpaid_seconds:
            continue
        why = _why(price, is_missing=consent == "missing", line=line, fault=found.fault if found else "")
        yield Lost(why=why, source=_source(source), ticket_id=ticket_id, seconds=seconds)


def _ran_out(charges: QuerySet[Charge], settled: dict[Group, _Settled]) -> Iterable[Lost]:
    """The part of an interval that credits did not reach, by the row that would have taken them."""
    rows = charges.filter(kind=KIND.WORK, price__icontains="credit").values_list(
        "ticket_id", "problem", "settled_at", "document", "clause", "row", "currency"
    )
    seen = set()
    for ticket_id, problem, settled_at, *source in rows.order_by("id"):
        group = ticket_id, problem, settled_at
        found = settled.get(group)
        if found and found.unpaid_seconds and group not in seen:
            seen.add(group)
            yield Lost(
                why=Why.RAN_OUT, source=_source(source), ticket_id=ticket_id, seconds=found.unpaid_seconds
            )


def _came_back(charges: QuerySet[Charge]) -> Iterable[Lost]:
    """What a person let go and what the agreement gave back: as much as had been charged, if it had been."""
    rows = (
        charges.filter(kind__in=[KIND.REFUND, KIND.WAIVER])
        .annotate(had_been_charged=~Q(amount=0, credits=0))
        .values_list("ticket_id", "kind", "had_been_charged", "document", "clause", "row", "currency")
        .annotate(seconds=Sum("actual_seconds"), given=Sum("credits"), money=Sum("amount"))
    )
    for ticket_id, kind, had_been_charged, *source, seconds, given, money in rows.order_by():
        yield Lost(
            why=Why.WAIVED if kind == KIND.WAIVER else Why.GIVEN_BACK,
            source=_source(source),
            ticket_id=ticket_id,
            seconds=abs(seconds),
            credits=-given if had_been_charged else None,
            amount=-money if had_been_charged else None,
        )


def _settled(charges: QuerySet[Charge], scope: Scope) -> dict[Group, _Settled]:
    """The findings by which work of these tickets was settled in the period."""
    rows = Settlement.objects.filter(
        work__ticket_id__in=charges.values("ticket_id"),
        settled_at__gte=scope.period.from_at,
        settled_at__lt=scope.period.until_at,
    ).filter(Q(paid_until__isnull=False) | Q(facts__has_key="fault"))
    found: dict[Group, _Settled] = {}
    for ticket_id, problem, settled_at, fault, paid_until, started_at, ended_at in rows.values_list(
        "work__ticket_id",
        "work__problem",
        "settled_at",
        KT("facts__fault"),
        "paid_until",
        F("work__started_at"),
        F("work__ended_at"),
    ):
        before = found.get((ticket_id, problem, settled_at))
        unpaid = int((ended_at - max(paid_until, started_at)).total_seconds()) if paid_until else 0
        found[ticket_id, problem, settled_at] = _Settled(
            fault=fault or (before.fault if before else ""),
            unpaid_seconds=max(unpaid, 0) + (before.unpaid_seconds if before else 0),
        )
    return found


def _why(price: str, *, is_missing: bool, line: int | None, fault: str) -> Why:
    words = price.casefold()
    if is_missing:
        return Why.NO_CONSENT
    if line is None:
        return Why.NO_ROW
    if _is_by_credits(price):
        return Why.RAN_OUT
    if fault == "provider":
        return Why.OUR_FAULT
    return Why.INCLUDED if words == "included" else Why.FREE


def _is_by_credits(price: str) -> bool:
    return "credit" in price.casefold()


def _source(cells: list[str]) -> Source:
    document, clause, row, currency = cells
    return document, clause, row, currency
