"""Allowances: the credits that a contract includes, one grant a period from the day it starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from uphold.policy.decide.rule import Citation, Entry
from uphold.policy.decide.terms import Number, Words
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import is_yes, name_in, names_in
from uphold.policy.scenario.instants import later_by
from uphold.policy.scenario.matter import Matter, matter_of
from uphold.policy.scenario.purse import expiry_of
from uphold.policy.time.local import instant_at, zone_of

CREDITS = frozenset({"", "credit", "credits", "support credit", "support credits"})
WEEK = "week"
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Credits that come in with a period of a contract.

    They count from `opens_at` until `expires_at`, half-open; None where nothing ends them. `rolls_over`: what is left
    then moves into the grant `next_key`, which opens at that instant. `per_unit` is "serial" or "deployment" where each
    that the contract covers has a grant of its own, else empty. `key` names the grant within its contract for good.
    """

    name: str
    credits: int
    opens_at: datetime
    expires_at: datetime | None
    rolls_over: bool
    next_key: str | None
    per_unit: str
    key: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of a contract, half-open; None where it has no end."""

    starts_on: date
    ends_on: date | None


def allowances(
    agreement: Agreement, *, plan: str | None, starts_on: date, ends_on: date | None, until: datetime
) -> tuple[Grant, ...]:
    r"""The grants of a contract that have opened by an instant, in the order of the rows and of time.

    Rows of Allowance that name other plans, and those whose Unit is no credit, grant nothing. Periods are counted from
    the day the contract starts, by the agreement's clock: months keep its day, or take the last of a shorter month;
    a term is the whole contract. The last is not shortened, but ends with the contract (`ends_on` is no part of it).

    >>> from datetime import UTC
    >>> from uphold.policy.document import read
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> rows = "| Allowance | Amount | Per | Rollover |\n|---|---|---|---|\n| Included | 60 | month | yes |"
    >>> small = read(f"---\n{front}\ncurrency: EUR\n---\n# Support\n\n{rows}\n", path="small.md").agreement
    >>> may = datetime(2026, 3, 1, tzinfo=UTC)
    >>> found = allowances(small, plan=None, starts_on=date(2026, 1, 31), ends_on=None, until=may)
    >>> [(grant.key, grant.expires_at.date().isoformat()) for grant in found]
    [('included/month/2026-01-31', '2026-02-28'), ('included/month/2026-02-28', '2026-03-31')]
    """
    at = instant_at(starts_on, time(), zone=agreement.timezone)
    matter = matter_of(agreement, case=Case(opened_at=at, at=at))
    contract = Period(starts_on, ends_on)
    return tuple(
        grant
        for row in agreement.entries.get("allowance", ())
        if is_granted(row, plan=plan)
        for grant in grants_of(matter, row, contract=contract, until=until)
    )


def is_granted(row: Entry, *, plan: str | None) -> bool:
    """Whether a row grants credits to a contract of this plan; a row that names no plan does to all."""
    plans, unit = names_in(row.cells.get("plan")), row.cells.get("unit")
    words = unit.text if isinstance(unit, Words) else ""
    is_of_plan = not plans or (plan is not None and key_of(plan) in {key_of(name) for name in plans})
    return is_of_plan and key_of(words) in CREDITS and isinstance(row.cells.get("amount"), Number)


def grants_of(matter: Matter, row: Entry, *, contract: Period, until: datetime) -> Iterator[Grant]:
    """The grants of one row; none that would have ended before it opened."""
    per, _, unit = (name_in(row.cells.get("per")) or "").partition(" per ")
    for period in periods_of(per, contract=contract, zone=matter.agreement.timezone):
        opens_at = instant_at(period.starts_on, time(), zone=matter.agreement.timezone)
        if opens_at > until:
            return
        grant = grant_of(matter, row, period=period, contract=contract, kind=(per, unit))
        if grant.expires_at is None or grant.opens_at < grant.expires_at:
            yield grant


def periods_of(per: str, *, contract: Period, zone: str) -> Iterator[Period]:
    """The periods of a contract, each from its start; a term, and what names no period, is all of it."""
    if per != WEEK and per not in MONTHS:
        yield contract
        return
    count, starts_on = 0, contract.starts_on
    while contract.ends_on is None or starts_on < contract.ends_on:
        count += 1
        ends_on = start_of_period(per, count=count, since=contract.starts_on, zone=zone)
        if ends_on is None:
            return
        yield Period(starts_on, ends_on if contract.ends_on is None else min(ends_on, contract.ends_on))
        starts_on = ends_on


def start_of_period(per: str, *, count: int, since: date, zone: str) -> date | None:
    """The first day of the period after so many; None beyond the calendar."""
    if per == WEEK:
        return since + timedelta(weeks=count)
    noon = instant_at(since, time(12), zone=zone)
    later = later_by(noon, months=count * MONTHS[per], zone=zone)
    return None if later is None else later.astimezone(zone_of(zone)).date()


def grant_of(matter: Matter, row: Entry, *, period: Period, contract: Period, kind: tuple[str, str]) -> Grant:
    """One grant: it ends with its period, or when its row says, and never outlives the contract."""
    zone, (per, unit) = matter.agreement.timezone, kind
    amount, stated = row.cells.get("amount"), row.cells.get("expires")
    opens_at = instant_at(period.starts_on, time(), zone=zone)
    ends_at = None if period.ends_on is None else instant_at(period.ends_on, time(), zone=zone)
    own_end = expiry_of(matter, stated, bought_at=opens_at)
    is_last = period.ends_on is None or period.ends_on == contract.ends_on
    rolls_over = is_yes(row.cells.get("rollover")) and own_end is None and not is_last
    return Grant(
        name=row.name,
        credits=int(amount.value) if isinstance(amount, Number) else 0,
        opens_at=opens_at,
        expires_at=within_contract(own_end or ends_at, contract=contract, zone=zone),
        rolls_over=rolls_over,
        next_key=key_of_grant(row, per=per, on=period.ends_on) if rolls_over and period.ends_on else None,
        per_unit=unit,
        key=key_of_grant(row, per=per, on=period.starts_on),
        citation=row.citation,
    )


def within_contract(at: datetime | None, *, contract: Period, zone: str) -> datetime | None:
    """An instant, or the end of the contract where that comes first."""
    if contract.ends_on is None:
        return at
    ends_at = instant_at(contract.ends_on, time(), zone=zone)
    return ends_at if at is None else min(at, ends_at)


def key_of_grant(row: Entry, *, per: str, on: date) -> str:
    """What names a grant: its row, the length of its period, and the day it opens."""
    return f"{key_of(row.name)}/{per or 'term'}/{on.isoformat()}"
