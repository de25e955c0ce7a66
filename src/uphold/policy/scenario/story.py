"""The story of a case: the facts of the ticket as they stood from one event to the next, and what each step brought."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from uphold.policy.clocks.events import Event
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.facts import Facts
from uphold.policy.scenario.answer import LifecycleAnswer, PriorityStep
from uphold.policy.scenario.cells import YES
from uphold.policy.scenario.derive import derive, derive_from_cause, layered
from uphold.policy.scenario.matter import Matter

NOTHING: Mapping[str, FactValue] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The facts that stand from an instant until the next moment.

    `facts` are the ticket's, `problems` those of each problem over them. `contact_at` is the customer's last contact.
    """

    at: datetime
    facts: Mapping[str, FactValue]
    problems: Mapping[str, Mapping[str, FactValue]]
    contact_at: datetime

    def is_alike(self, other: Moment) -> bool:
        """Whether the same facts stand, whenever that is."""
        return (self.facts, self.problems, self.contact_at) == (other.facts, other.problems, other.contact_at)

    def known(self, problem: str | None) -> dict[str, FactValue]:
        """What is known of a problem: the facts of the ticket, and its own over them."""
        own = self.problems.get(problem, NOTHING) if problem is not None else NOTHING
        return layered(self.facts, own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Work that was arranged: the instant wanted, and since when both sides know."""

    wanted_at: datetime
    agreed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A stretch in which the ticket waits; `ends_at` None while it lasts."""

    starts_at: datetime
    ends_at: datetime | None
    waiting_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Moments in order, the first at opening; findings by problem (None: the whole ticket) up to the question.

    `waits` are the stretches in which the ticket waits for something; the last may have no end.
    """

    matter: Matter
    moments: tuple[Moment, ...]
    findings: Mapping[str | None, Mapping[str, FactValue]] = field(default_factory=dict)
    priorities: tuple[PriorityStep, ...] = ()
    steps: tuple[LifecycleAnswer, ...] = ()
    waits: tuple[Wait, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    taken: tuple[Event, ...] = ()

    def moment(self, at: datetime) -> Moment:
        """The moment that an instant lies in; before opening it is the first."""
        reached = max(at, self.moments[0].at)
        return self.moments[bisect_right(self.moments, reached, key=lambda moment: moment.at) - 1]

    def moment_before(self, at: datetime) -> Moment:
        """The moment that stood until an instant; that of the opening when nothing stood before."""
        place = bisect_left(self.moments, at, key=lambda moment: moment.at) - 1
        return self.moments[place] if place >= 0 else self.moment(at)

    def facts(
        self,
        at: datetime,
        *,
        wanted_at: datetime | None = None,
        stated: Mapping[str, FactValue] = NOTHING,
        is_before: bool = False,
    ) -> Facts:
        """What is known of the ticket at an instant, from what happened until then.

        `wanted_at` is the instant that work is wanted for: hours are those of that moment. `stated` wins over all.
        `is_before` leaves out what changes at the instant itself.
        """
        moment = self.moment_before(at) if is_before else self.moment(at)
        known = layered(moment.known(None), stated)
        return self.completed(known, at=at, hours_at=wanted_at or at, is_before=is_before)

    def facts_of_work(
        self,
        at: datetime,
        *,
        problem: str | None,
        stated: Mapping[str, FactValue] = NOTHING,
        supposed: Mapping[str, FactValue] = NOTHING,
    ) -> Facts:
        """What is known of a minute of work: the facts as they stood in it, with all that was found later.

        `stated` are the facts of the work line, which win; `supposed` stand in for findings that are not there yet.
        """
        known = {**self.moment(at).known(problem), **self.findings.get(None, NOTHING)}
        known = layered(known, self.findings.get(problem, NOTHING) if problem is not None else NOTHING)
        known = layered(known, stated)
        derive_from_cause(self.matter, known)
        missing = {name: value for name, value in supposed.items() if name not in known}
        return self.completed({**known, **missing}, at=at, hours_at=at)

    def completed(
        self, known: dict[str, FactValue], *, at: datetime, hours_at: datetime, is_before: bool = False
    ) -> Facts:
        """The facts with what follows from them, the hours they fall into, and what is usual where nothing else is."""
        derive(self.matter, known, at=at)
        if "hours" not in known:
            known["hours"] = self.hours(hours_at)
        if "contact made in" not in known:
            known["contact made in"] = self.hours(self.moment(at).contact_at)
        if "planned" not in known and self.is_arranged(hours_at, by=at, is_before=is_before):
            known["planned"] = YES
        return Facts({**self.matter.usual, **known})

    def hours(self, at: datetime) -> FactValue:
        """The names of the Hours that are open at an instant."""
        return frozenset(name for name, calendar in self.matter.calendars.items() if calendar.is_open(at))

    def is_arranged(self, at: datetime, *, by: datetime, is_before: bool = False) -> bool:
        """Whether work then was arranged by another instant, or before it: on its day, from its hour on."""
        return any(
            (appointment.agreed_at < by if is_before else appointment.agreed_at <= by)
            and appointment.wanted_at <= at
            and self.matter.day_of(appointment.wanted_at) == self.matter.day_of(at)
            for appointment in self.appointments
        )
