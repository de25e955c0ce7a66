"""Arranging: what an appointment at an instant asks for - notice, a choice, a price, a consent - before it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from uphold.policy.clocks.events import Event, Happening
from uphold.policy.decide.alternatives import decide_or_wait
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.rule import Citation
from uphold.policy.decide.terms import CreditRate, Duration, Free, Money, Rate, Unsaid
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.admission import Question, admission_at
from uphold.policy.scenario.answer import AdmissionAnswer, EscalationAnswer, Option, Ruling
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import YES, is_yes, one
from uphold.policy.scenario.derive import with_fault
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.quotes import minimum_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.telling import tell
from uphold.policy.time.calendar import Calendar
from uphold.policy.time.holidays import NO_HOLIDAYS, Holidays
from uphold.policy.time.hours import WeeklyHours
from uphold.policy.time.timeline import NeverOpens

BY_APPOINTMENT, ACCEPT = "by appointment", "accept"
BOOKABLE = frozenset({ACCEPT, BY_APPOINTMENT})
RUSH = "priority"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTerms:
    """What work that is arranged for `starts_at` asks for.

    `answer` is that of the admission, `ruling` its row, `earliest` the instant from which the notice is kept (None: no
    notice is asked for). An instant that is not `is_bookable` has no way to it. `option` is the row that must be taken
    for it, by whom it says. `rate` is what the work would cost, None for nothing or where it is open; `is_as_agreed`:
    the price is left to be named. `needs_consent`: the row charges nothing without one. `charged_by` is the row.
    """

    starts_at: datetime
    answer: str
    earliest: datetime | None
    is_bookable: bool
    ruling: Ruling
    option: Option | None
    rate: Rate | CreditRate | None
    minimum: Duration | Money | None
    is_as_agreed: bool
    needs_consent: bool
    charged_by: Citation | None

    @property
    def keeps_notice(self) -> bool:
        """Whether it is no earlier than the notice asks for."""
        return self.earliest is None or self.starts_at >= self.earliest

    @property
    def is_plain(self) -> bool:
        """Whether nobody has to choose or to agree to anything for it."""
        return self.is_bookable and self.option is None and not self.needs_consent


def slot_terms(agreement: Agreement, case: Case, *, wanted: Iterable[datetime]) -> tuple[SlotTerms, ...]:
    r"""The terms of an appointment at each instant wanted, by what is known at `case.at`; the case is told once.

    What was arranged before is left out: each instant is asked as the only one. Money as the row states it; what hangs
    on a finding (fault, say) has no rate yet.

    >>> from datetime import UTC
    >>> from uphold.policy.document import read
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> table = "| Admission | Answer |\n|---|---|\n| Any work | by appointment |"
    >>> small = read(f"---\n{front}\ncurrency: EUR\n---\n# Support\n\n{table}\n", path="small.md").agreement
    >>> noon = datetime(2026, 6, 9, 12, tzinfo=UTC)
    >>> [terms.answer for terms in slot_terms(small, Case(opened_at=noon, at=noon), wanted=[noon])]
    ['by appointment']
    """
    story = replace(tell(matter_of(agreement, case=case)), appointments=())
    return tuple(terms_at(story, wanted_at) for wanted_at in wanted)


def terms_at(story: Story, wanted_at: datetime) -> SlotTerms:
    """The terms of one instant."""
    admission = admission_at(story, Question(story.matter.at, wanted_at=wanted_at))
    is_early = admission.earliest is not None and wanted_at < admission.earliest
    option = rush_of(admission) if is_early else None
    decision = charge_at(story, wanted_at, is_rush=option is not None)
    rule = decision.rule
    rate = rule.terms.get("rate") if rule is not None else None
    return SlotTerms(
        starts_at=wanted_at,
        answer=admission.answer,
        earliest=admission.earliest,
        is_bookable=admission.answer in BOOKABLE and (not is_early or option is not None),
        ruling=admission.ruling,
        option=option,
        rate=rate if isinstance(rate, Rate | CreditRate) else None,
        minimum=None if isinstance(rate, Free) else minimum_of(rule),
        is_as_agreed=rate is Unsaid.AS_AGREED,
        needs_consent=rule is not None and is_yes(rule.terms.get("consent")),
        charged_by=rule.citation if rule is not None else None,
    )


def rush_of(admission: AdmissionAnswer) -> Option | None:
    """The choice that takes work in before the notice is over."""
    ways = (option for option in admission.ruling.options if option.answer == ACCEPT)
    return next(ways, None)


def charge_at(story: Story, at: datetime, *, is_rush: bool) -> Decision:
    """The row that would charge work which is arranged for an instant."""
    stated: dict[str, FactValue] = {"planned": YES}
    stated.update({"handling": one(RUSH)} if is_rush else {})
    matter = story.matter
    return decide_or_wait(
        matter.rules("charge"),
        facts=story.facts_of_work(at, problem=None, stated=stated),
        domain=matter.found_later,
        derive=lambda known: with_fault(matter, known),
    )


def free_days_of(agreement: Agreement, case: Case) -> Holidays:
    """The holidays of the agreement's business hours: windows stay closed on them."""
    calendar = matter_of(agreement, case=case).business_calendar
    hours = calendar.hours if calendar is not None else None
    return hours.holidays if isinstance(hours, WeeklyHours) else NO_HOLIDAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Rights that the agreement takes from a case, each with its row; None where it has them, or where nothing is said.

    `hours` is the answer to work in the Hours `named` that waits for others; `escalation` the answer to asking for it.
    """

    named: str | None
    hours: SlotTerms | None
    escalation: EscalationAnswer | None


def closed_to(agreement: Agreement, case: Case) -> Closed:
    """What the customer could not have if he asked for it now: work in some Hours, escalation."""
    story = tell(matter_of(agreement, case=case))
    waits = (
        (name, terms_at(story, at))
        for name, calendar in story.matter.calendars.items()
        for at in opening_of(calendar, since=case.at)
    )
    named, hours = next(((name, terms) for name, terms in waits if terms.answer == "wait"), (None, None))
    asking = Event(at=case.at, what=Happening.ASKED, by="customer", subject="escalation")
    asked = answer(agreement, replace(case, events=(*case.events, asking))).escalation
    refused = asked[-1] if asked and asked[-1].allowed == "no" else None
    return Closed(named=named, hours=hours, escalation=refused)


def opening_of(calendar: Calendar, *, since: datetime) -> tuple[datetime, ...]:
    """The first instant from now on at which Hours are open; none for those that never open."""
    try:
        return (calendar.roll_forward(since),)
    except NeverOpens:
        return ()
