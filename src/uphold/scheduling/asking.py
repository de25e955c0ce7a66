"""Asking the agreement about appointments: the terms of a time, the price in words, what must be ready."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from babel.numbers import format_currency

from uphold.journal.queries import entries_about
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.decide.terms import Rate
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.arranging import Closed, SlotTerms, closed_to, free_days_of, slot_terms
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import words_of
from uphold.policy.scenario.readiness import Required, asks_what_is_unfamiliar, readiness_asked
from uphold.policy.time.holidays import Holidays
from uphold.scheduling.models import Appointment
from uphold.tickets.bridge import case_of
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of

WRITTEN_IN = "en_US"
"""The language in which prices are kept: that of the agreements we ship."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A ticket as the agreement sees it at a moment; every question about its appointments is asked of this."""

    agreement: Agreement
    case: Case

    def terms(self, wanted: Iterable[datetime]) -> tuple[SlotTerms, ...]:
        return slot_terms(self.agreement, self.case, wanted=wanted)

    @property
    def holidays(self) -> Holidays:
        return free_days_of(self.agreement, self.case)

    @property
    def asks_what_is_unfamiliar(self) -> bool:
        return asks_what_is_unfamiliar(self.agreement, self.case)

    @property
    def closed(self) -> Closed:
        """What the agreement takes from this ticket: work in some hours, escalation."""
        return closed_to(self.agreement, self.case)

    def readiness(self, *, is_unfamiliar: bool) -> tuple[Required, ...]:
        return readiness_asked(self.agreement, self.case, is_unfamiliar=is_unfamiliar)


def asked_of(ticket: Ticket, *, at: datetime, without: Appointment | None = None) -> Asked:
    """`without` an appointment that is to be moved: as if it were called off at this moment."""
    case = case_of(ticket, entries=entries_about(ticket), at=at)
    if without is not None:
        off = Event(at=case.at, what=Happening.CALLED_OFF, wanted_at=without.starts_at)
        case = replace(case, events=(*case.events, off))
    return Asked(agreement_of(ticket), case)


def price_of(terms: SlotTerms, *, with_minimum: bool = True) -> str:
    """What work then costs: "$125.00 per hour, minimum 2 hours"; empty where it is free, open or to be named."""
    if terms.rate is None:
        return ""
    if isinstance(terms.rate, Rate):
        money = format_currency(terms.rate.money.amount, terms.rate.money.currency, locale=WRITTEN_IN)
        rate = f"{money} per {terms.rate.per}"
    else:
        rate = words_of(terms.rate) or ""
    minimum = words_of(terms.minimum)
    return f"{rate}, minimum {minimum}" if minimum and with_minimum else rate


def subject_of(terms: SlotTerms) -> str:
    """What is agreed to: the choice, or the row that charges."""
    if terms.option is not None and terms.option.subject:
        return terms.option.subject
    return terms.charged_by.row if terms.charged_by is not None else ""
