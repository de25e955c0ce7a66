"""Charges: the totals of policy written as differences to what stands already, and never changed afterwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from uphold.metering.models import Charge
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.metered import Metered, MeteredCharge, MeteredRefund
from uphold.policy.scenario.missed import is_of_a_miss
from uphold.tickets.models import Ticket

LONGEST = {"tariff": 300, "unit": 60, "price": 120, "reason": 300, "clause": 200, "anchor": 120, "row": 200}
NOTHING = Decimal("0.00")
OF_GROUP = ("kind", "tariff", "unit", "problem")
OF_TOTAL = ("amount", "credits", "actual_seconds", "accounted_seconds")


@dataclass(frozen=True, slots=True)
class Group:
    """What totals are told apart by. Refunds stand under the row and the event that brought them."""

    tariff: str
    unit: str
    problem: str
    is_refund: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """What a group comes to in all."""

    amount: Decimal = NOTHING
    credits: int = 0
    actual_seconds: int = 0
    accounted_seconds: int = 0

    def plus(self, other: "Total") -> "Total":
        return Total(
            self.amount + other.amount,
            self.credits + other.credits,
            self.actual_seconds + other.actual_seconds,
            self.accounted_seconds + other.accounted_seconds,
        )

    def less(self, other: "Total") -> "Total":
        return Total(
            self.amount - other.amount,
            self.credits - other.credits,
            self.actual_seconds - other.actual_seconds,
            self.accounted_seconds - other.accounted_seconds,
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rows of a ticket come to by group, and how many there are."""

    totals: dict[Group, Total]
    count: int


def write_charges(ticket: Ticket, metered: Metered, *, reason: str, at: datetime) -> Sequence[Charge]:
    """One row for each group whose total changed. The ticket is locked, so the rows of one are numbered in order."""
    standing = standing_of(ticket)
    rows = [
        *work_rows(metered, standing=standing, reason=reason),
        *vanished_rows(ticket, metered, standing=standing),
        *refund_rows(ticket, metered, standing=standing),
        *void_rows(ticket, metered, standing=standing),
    ]
    for place, row in enumerate(rows, start=standing.count):
        row.ticket, row.organisation_id, row.provider_id = ticket, ticket.organisation_id, ticket.provider_id
        row.version_id, row.currency, row.settled_at = ticket.version_id, metered.currency, at
        row.key = f"{ticket.pk}:{place}"
    return Charge.objects.bulk_create(rows) if rows else rows


def standing_of(ticket: Ticket) -> Standing:
    rows = Charge.objects.filter(ticket=ticket).values_list(*OF_GROUP, *OF_TOTAL)
    totals: dict[Group, Total] = {}
    for kind, tariff, unit, problem, *sums in rows:
        group = Group(tariff, unit, problem, kind == Charge.Kind.REFUND)
        totals[group] = totals.get(group, Total()).plus(Total(*sums))
    return Standing(totals, len(rows))


def work_rows(metered: Metered, *, standing: Standing, reason: str) -> Iterator[Charge]:
    for charge in metered.charges:
        total = Total(charge.amount, charge.credits, charge.actual_seconds, charge.accounted_seconds)
        added = total.less(standing.totals.get(group_of(charge), Total()))
        if added == Total():
            continue
        kind = kind_of(charge, added)
        yield row_of(
            charge,
            added,
            kind=kind,
            worked_on=charge.worked_on,
            price=charge.price or "",
            consent=charge.consent or "",
            reason=reason if kind == Charge.Kind.WAIVER and reason else reason_of(kind, charge.citation),
        )


def vanished_rows(ticket: Ticket, metered: Metered, *, standing: Standing) -> Iterator[Charge]:
    """Where no work is left of a group, all of it comes back."""
    told = {group_of(charge) for charge in metered.charges}
    for group, total in standing.totals.items():
        if group.is_refund or group in told or total == Total():
            continue
        rows = Charge.objects.filter(
            ticket=ticket, tariff=group.tariff, unit=group.unit, problem=group.problem
        )
        row = rows.exclude(kind=Charge.Kind.REFUND).latest("id")
        row.pk, row._state.adding = None, True  # noqa: SLF001 - a new row like the last one
        row.kind = Charge.Kind.REVERSAL
        set_total(row, Total().less(total))
        row.reason = reason_of(Charge.Kind.REVERSAL, None)
        yield row


def refund_rows(ticket: Ticket, metered: Metered, *, standing: Standing) -> Iterator[Charge]:
    """What comes back lessens what is owed. An amount that nobody can reckon yet is none."""
    for refund in metered.refunds:
        total = Total(-(refund.amount or NOTHING), -refund.credits)
        added = total.less(standing.totals.get(group_of(refund), Total()))
        if added != Total():
            yield row_of(
                refund,
                added,
                kind=Charge.Kind.REFUND,
                worked_on=day_of(ticket, refund.at),
                price="",
                consent="",
                reason=reason_of(Charge.Kind.REFUND, refund.citation),
            )


def void_rows(ticket: Ticket, metered: Metered, *, standing: Standing) -> Iterator[Charge]:
    """Money that came back for work that is gone with its charge: it would come back twice. Credits have a ledger."""
    told = {group_of(refund) for refund in metered.refunds}
    charged = {group_of(charge).problem for charge in metered.charges if charge.amount}
    for group, total in standing.totals.items():
        if not group.is_refund or group in told or is_of_a_miss(group.unit) or not total.amount:
            continue
        if group.problem in charged:
            continue
        given = Charge.objects.filter(ticket=ticket, kind=Charge.Kind.REFUND, tariff=group.tariff)
        row = given.filter(unit=group.unit, problem=group.problem).latest("id")
        row.pk, row._state.adding = None, True  # noqa: SLF001 - a new row like the last one
        set_total(row, Total(-total.amount))
        row.reason = reason_of(Charge.Kind.REVERSAL, None)
        yield row


def group_of(told: MeteredCharge | MeteredRefund) -> Group:
    return Group(
        told.tariff[: LONGEST["tariff"]],
        told.unit[: LONGEST["unit"]],
        told.problem or "",
        isinstance(told, MeteredRefund),
    )


def kind_of(charge: MeteredCharge, added: Total) -> Charge.Kind:
    if charge.is_waived:
        return Charge.Kind.WAIVER
    return Charge.Kind.REVERSAL if added.actual_seconds < 0 else Charge.Kind.WORK


def row_of(
    told: MeteredCharge | MeteredRefund,
    added: Total,
    *,
    kind: Charge.Kind,
    worked_on: date,
    price: str,
    consent: str,
    reason: str,
) -> Charge:
    group, cited = group_of(told), told.citation
    row = Charge(
        kind=kind,
        tariff=group.tariff,
        unit=group.unit,
        problem=group.problem,
        worked_on=worked_on,
        price=price[: LONGEST["price"]],
        consent=consent,
        reason=reason[: LONGEST["reason"]],
        document=cited.document if cited else "",
        clause=cited.clause[: LONGEST["clause"]] if cited else "",
        anchor=cited.anchor[: LONGEST["anchor"]] if cited else "",
        row=cited.row[: LONGEST["row"]] if cited else "",
        line=cited.line if cited else None,
    )
    set_total(row, added)
    return row


def set_total(row: Charge, total: Total) -> None:
    row.amount, row.credits = total.amount, total.credits
    row.actual_seconds, row.accounted_seconds = total.actual_seconds, total.accounted_seconds


def reason_of(kind: Charge.Kind, citation: Citation | None) -> str:
    """Why the row is there, in words for whoever pays."""
    if kind == Charge.Kind.REVERSAL:
        return gettext("Work was taken back or corrected")
    if kind == Charge.Kind.WAIVER:
        return gettext("The charge was let go")
    return citation.row if citation else gettext("Nothing is said of it, so nothing is charged")


def day_of(ticket: Ticket, at: datetime) -> date:
    return at.astimezone(ZoneInfo(ticket.version.timezone)).date()
