"""Metered: what all work of a ticket comes to so far, and what has to be recorded to make it so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from uphold.policy.credits.postings import Entry, Posting
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.rule import Citation
from uphold.policy.time.instants import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MeteredPart:
    """A rated segment: a stretch of one interval that one row rates.

    `work` is the place of the interval in `Case.work`. `amount` is money to the cent, before minimum and rounding, for
    reading only; `credits` what it took; `paid_seconds` how far credits lasted in it. All three are None while it is
    open: while it waits for the facts `open_on` ("price" where nobody has named one). `price` are the words of the
    rate, `consent` is recorded or missing where the row needs it; without it the part costs nothing. `because` are the
    facts that mattered to the decision.
    """

    work: int
    span: Span
    problem: str | None
    said: str
    because: Mapping[str, FactValue]
    citation: Citation | None
    tariff: str
    unit: str
    price: str | None
    consent: str | None
    is_open: bool
    open_on: tuple[str, ...]
    amount: Decimal | None
    credits: int | None
    paid_seconds: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeteredCharge:
    """The total so far of one (tariff, unit, problem), over all work that is settled or is settled now.

    Work that costs nothing has its charge too, of zero; work that no row speaks of has the tariff "" and no citation.
    `unit` is what minimum and rounding are counted over, in the words of `per`: "" for the ticket, the problem for an
    event, the key of the work for an entry, the date for a day. Amounts are rounded once, on the bill of the ticket,
    and sum to it. Actual seconds are those worked; accounted seconds those paid for, after minimum, increment and
    rounding. Refunds are not in it. `is_waived`: a person let it go, it would have cost something.
    """

    tariff: str
    unit: str
    per: str
    problem: str | None
    worked_on: date
    citation: Citation | None
    price: str | None
    consent: str | None
    amount: Decimal
    credits: int
    actual_seconds: int
    accounted_seconds: int
    is_waived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledWork:
    """An interval that is rated for good now: its place in `Case.work`, and what goes into its row.

    `facts` are the findings that stand in for those that come later. `paid` are the stretches that credits paid for,
    None for all of it: one where they ended, several where more came in its middle. `paid_until` is how far they would
    have lasted from its beginning on, None for all of it: what lies behind it is as long as what was not paid for.
    """

    work: int
    facts: Mapping[str, FactValue]
    paid_until: datetime | None
    paid: tuple[Span, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditEntry:
    """A movement of credits to record: `entry.postings` by lot name, `entry.at` the date of the work or the event.

    `entry.key` names it within the ticket: recorded under it and told back in the ledger, it happens once. `work` is
    the key of the interval that credits were taken for or go back from, None for a refund. `citation` is the row that
    takes or gives, None where work was taken back or a person let it go.
    """

    entry: Entry
    work: str | None
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeteredRefund:
    """The total so far of what one row brings back at one event, for one problem.

    Told apart by (tariff, unit, problem): `tariff` names the row, `unit` the event and its instant. `amount` is money,
    None where it is a share of a fee that nobody stated. A refund that was recorded and is told no longer stays.
    """

    tariff: str
    unit: str
    problem: str | None
    at: datetime
    credits: int
    amount: Decimal | None
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metered:
    """What all work of a case comes to. `charges` and `refunds` are totals: record their difference to what stands.

    `hold` are the credits that open parts could take at most, as far as there are any, and `held` the lots they come
    from. `open_facts` are what the rest waits for. `paused_after_seconds`: how many metered seconds were paid for when
    the credits ended for the first time; None while they last.
    """

    currency: str
    parts: tuple[MeteredPart, ...]
    charges: tuple[MeteredCharge, ...]
    settled: tuple[SettledWork, ...]
    entries: tuple[CreditEntry, ...]
    refunds: tuple[MeteredRefund, ...]
    hold: int
    held: tuple[Posting, ...]
    open_facts: tuple[str, ...]
    paused_after_seconds: int | None
