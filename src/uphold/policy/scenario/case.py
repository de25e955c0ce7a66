"""A case: what is stated of a ticket, what happened to it, the work on it and the account behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from uphold.policy.clocks.events import Event
from uphold.policy.decide.condition import FactValue
from uphold.policy.time.instants import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One raw interval of work, half-open. `facts` win over the facts of the ticket for this interval.

    `key` names it for good, whatever is entered before it. Settled work is rated by the findings in its facts and
    takes no more credits; those it took pay for the stretches `paid` of it (None: all of it).
    """

    started_at: datetime
    ended_at: datetime
    problem: str | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    key: str = ""
    is_settled: bool = False
    paid: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An open invoice of the account; a disputed one does not count as overdue."""

    number: str
    due_on: date
    amount: Decimal
    is_disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Invoices and the balance of support credits before the case; None when no balance was stated."""

    invoices: tuple[Invoice, ...] = ()
    credits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A planned change of the platform, half-open."""

    change: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything `ask` decides from. Instants are aware and UTC; later events and work than `at` are ignored.

    `facts` are those stated at opening, by canonical name. `evidence` names what the customer brought (None: nothing
    was stated about it). `zone` is the customer's, where the agreement asks for it.
    """

    opened_at: datetime
    at: datetime
    zone: str | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    evidence: tuple[str, ...] | None = None
    warranty_until: date | None = None
    events: tuple[Event, ...] = ()
    work: tuple[Work, ...] = ()
    account: Account = field(default_factory=Account)
    windows: tuple[Window, ...] = ()
