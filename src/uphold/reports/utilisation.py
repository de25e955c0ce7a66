"""Utilisation: who worked how long in which week, and how the work was taken: by credits, for money, for nothing.

Minutes come from work that stands, by the day on which it began. What it was taken as is read from the charges of its
ticket; where several entries were settled at one moment, each has its share of that by its length, so that the parts
always add up to the charges. Work that is not settled yet is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Sum
from django.db.models.functions import Greatest, TruncWeek
from django.utils.translation import gettext, gettext_lazy

from uphold.metering.models import Charge, WorkEntry
from uphold.people.models import Staff
from uphold.reports.apportion import apportioned
from uphold.reports.scope import Scope, staff_in, worked_in
from uphold.reports.sheet import DAY, TIME, About, Column, Sheet, totals_of

Problem = tuple[int, str]
"""A ticket and its problem."""
Matter = tuple[int, str, datetime | None]
"""What was settled at one moment; without an instant: all that a problem came to."""


class TicketOfWork(TypedDict):
    ticket_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconds:
    """`actual` is the sum of all but the accounted."""

    actual: int = 0
    accounted: int = 0
    in_credits: int = 0
    in_money: int = 0
    free: int = 0
    open: int = 0

    def plus(self, other: Seconds) -> Seconds:
        return Seconds(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UtilisationLine:
    """A person's week; `week` is its Monday, and `teams` are those of the provider."""

    week: date
    staff_id: int
    staff: str
    teams: str
    seconds: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """Entries of one person and week that were settled at one moment, or are open; `unpaid`: credits had run out."""

    problem: Problem
    settled_at: datetime | None
    staff_id: int
    week: date
    seconds: int
    unpaid_seconds: int
    is_asked_for: bool


@dataclass(slots=True)
class _Taken:
    """What charges say of one moment: seconds."""

    actual: int = 0
    accounted: int = 0
    in_credits: int = 0
    in_money: int = 0

    def add(self, other: _Taken) -> None:
        self.actual += other.actual
        self.accounted += other.accounted
        self.in_credits += other.in_credits
        self.in_money += other.in_money


UNPAID = Sum(
    F("ended_at") - Greatest("settlement__paid_until", "started_at"),
    filter=Q(settlement__paid_until__isnull=False),
)
COLUMNS = (
    Column("week", gettext_lazy("Week of"), DAY),
    Column("staff", gettext_lazy("Person")),
    Column("teams", gettext_lazy("Teams")),
    Column("actual", gettext_lazy("Actual"), TIME, is_deciding=True),
    Column("accounted", gettext_lazy("Accounted"), TIME),
    Column("in_credits", gettext_lazy("In credits"), TIME),
    Column("in_money", gettext_lazy("In money"), TIME),
    Column("free", gettext_lazy("No charge"), TIME),
    Column("open", gettext_lazy("Open"), TIME),
)


def utilisation(scope: Scope) -> tuple[UtilisationLine, ...]:
    """Lines by week and person. The cost follows the tickets that were worked on in the period."""
    tickets = worked_in(scope).values("ticket_id")
    taken = _taken(Charge.objects.filter(ticket_id__in=tickets))
    work = list(_work_on(tickets, scope=scope))
    sums: dict[tuple[date, int], Seconds] = defaultdict(Seconds)
    for part, seconds in _shared(work, taken):
        if part.is_asked_for:
            sums[part.week, part.staff_id] = sums[part.week, part.staff_id].plus(seconds)
    people = _people({staff_id for _, staff_id in sums}, scope=scope)
    lines = (
        UtilisationLine(
            week=week,
            staff_id=staff_id,
            staff=people[staff_id][0],
            teams=people[staff_id][1],
            seconds=seconds,
        )
        for (week, staff_id), seconds in sums.items()
    )
    return tuple(sorted(lines, key=lambda line: (line.week, line.staff)))


def utilisation_sheet(scope: Scope) -> Sheet:
    lines = utilisation(scope)
    rows = tuple(
        (
            line.week,
            line.staff,
            line.teams,
            line.seconds.actual,
            line.seconds.accounted,
            line.seconds.in_credits,
            line.seconds.in_money,
            line.seconds.free,
            line.seconds.open,
        )
        for line in lines
    )
    return Sheet(
        name="utilisation",
        title=gettext("Work by week and person"),
        columns=COLUMNS,
        rows=rows,
        totals=totals_of(COLUMNS, rows, words=gettext("in all")),
        notes=(gettext("Work counts on the day it began. Open work waits for a finding or for consent."),),
        about=tuple(About(staff_id=line.staff_id, week=line.week) for line in lines),
    )


def _taken(charges: QuerySet[Charge]) -> dict[Matter, _Taken]:
    """By moment. What a tariff came to in all says how its minutes were taken: a later part of it may add nothing."""
    rows = list(
        charges.exclude(kind=Charge.Kind.REFUND)
        .values_list("ticket_id", "problem", "tariff", "unit", "settled_at", "kind")
        .annotate(
            actual=Sum("actual_seconds"),
            accounted=Sum("accounted_seconds"),
            credits_taken=Sum("credits"),
            money=Sum("amount"),
        )
        .order_by()
    )
    credits_of: dict[tuple[object, ...], int] = defaultdict(int)
    money_of: dict[tuple[object, ...], Decimal] = defaultdict(Decimal)
    for *parts, _, kind, _, _, credits_taken, money in rows:
        if kind != Charge.Kind.WAIVER:
            credits_of[tuple(parts)] += credits_taken
            money_of[tuple(parts)] += money
    taken: dict[Matter, _Taken] = defaultdict(_Taken)
    for ticket_id, problem, tariff, unit, settled_at, _, actual, accounted, _, _ in rows:
        key = (ticket_id, problem, tariff, unit)
        is_credits, is_money = credits_of[key] != 0, money_of[key] != 0
        taken[ticket_id, problem, settled_at].add(
            _Taken(
                actual=actual,
                accounted=accounted,
                in_credits=actual if is_credits else 0,
                in_money=actual if is_money and not is_credits else 0,
            )
        )
    return taken


def _work_on(tickets: QuerySet[WorkEntry, TicketOfWork], *, scope: Scope) -> Iterable[_Work]:
    """All work of these tickets that stands: what was settled with it has its share though nobody asks for it."""
    is_asked_for = Q(started_at__gte=scope.period.from_at, started_at__lt=scope.period.until_at)
    if scope.staff_id is not None or scope.team_id is not None:
        is_asked_for &= Q(staff__in=staff_in(scope))
    rows = (
        WorkEntry.objects.filter(reverses=None, reversal=None, ticket_id__in=tickets)
        .annotate(
            week=TruncWeek("started_at", tzinfo=scope.zone),
            is_asked_for=ExpressionWrapper(is_asked_for, output_field=BooleanField()),
        )
        .values_list("ticket_id", "problem", "settlement__settled_at", "staff_id", "week", "is_asked_for")
        .annotate(length=Sum(F("ended_at") - F("started_at")), unpaid=UNPAID)
        .order_by("ticket_id", "week", "staff_id")
    )
    for ticket_id, problem, settled_at, staff_id, week, is_in, length, unpaid in rows:
        yield _Work(
            problem=(ticket_id, problem),
            settled_at=settled_at,
            staff_id=staff_id,
            week=week.date(),
            seconds=int(length.total_seconds()),
            unpaid_seconds=int(unpaid.total_seconds()) if unpaid else 0,
            is_asked_for=is_in,
        )


def _shared(work: Sequence[_Work], taken: dict[Matter, _Taken]) -> Iterable[tuple[_Work, Seconds]]:
    """Each moment by itself. Where work was corrected or taken back since, its problem as a whole."""
    moments: dict[Matter, list[_Work]] = defaultdict(list)
    for part in work:
        if part.settled_at is None:
            yield part, Seconds(actual=part.seconds, open=part.seconds)
        else:
            moments[(*part.problem, part.settled_at)].append(part)
    wholes = _changed_since(moments, taken)
    matters: dict[Matter, list[_Work]] = defaultdict(list)
    sums: dict[Matter, _Taken] = defaultdict(_Taken)
    for moment, parts in moments.items():
        matters[_matter(moment, wholes)] += parts
    for moment, seconds in taken.items():
        sums[_matter(moment, wholes)].add(seconds)
    for matter, parts in matters.items():
        yield from _divided(parts, sums[matter])


def _changed_since(moments: dict[Matter, list[_Work]], taken: dict[Matter, _Taken]) -> set[Problem]:
    """Problems of which charges and standing work do not speak of the same minutes at some moment."""
    return {
        (moment[0], moment[1])
        for moment in {*moments, *taken}
        if sum(part.seconds for part in moments.get(moment, ())) != taken.get(moment, _Taken()).actual
    }


def _matter(moment: Matter, wholes: set[Problem]) -> Matter:
    return (moment[0], moment[1], None) if (moment[0], moment[1]) in wholes else moment


def _divided(parts: Sequence[_Work], whole: _Taken) -> Iterable[tuple[_Work, Seconds]]:
    weights = [part.seconds for part in parts]
    paid = [part.seconds - part.unpaid_seconds for part in parts]
    unpaid = sum(part.unpaid_seconds for part in parts)
    shares = zip(
        parts,
        apportioned(whole.accounted, weights),
        apportioned(min(max(whole.in_credits - unpaid, 0), sum(paid)), paid),
        apportioned(min(whole.in_money, sum(weights)), weights),
        strict=True,
    )
    for part, accounted, in_credits, in_money in shares:
        yield (
            part,
            Seconds(
                actual=part.seconds,
                accounted=accounted,
                in_credits=in_credits,
                in_money=in_money,
                free=part.seconds - in_credits - in_money,
            ),
        )


def _people(ids: set[int], *, scope: Scope) -> dict[int, tuple[str, str]]:
    """Names, and those of the teams of this provider."""
    teams = ArrayAgg(
        "teams__name", filter=Q(teams__provider_id=scope.provider_id), order_by="teams__name", default=[]
    )
    rows = Staff.objects.filter(pk__in=ids).annotate(team_names=teams).values_list("pk", "name", "team_names")
    return {staff_id: (name, ", ".join(names)) for staff_id, name, names in rows}
