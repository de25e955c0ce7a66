"""Telling the story: the events of a case folded into moments, priorities, steps and waits, in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from uphold.policy.clocks.events import Event, Happening
from uphold.policy.clocks.waits import is_wait_over
from uphold.policy.decide.condition import FactValue
from uphold.policy.document.names import key_of
from uphold.policy.scenario.answer import LifecycleAnswer, PriorityStep
from uphold.policy.scenario.cells import one
from uphold.policy.scenario.derive import BROUGHT
from uphold.policy.scenario.lifecycle import delay_until, lifecycle_step
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.priority import assessed, stated_priority, triaged
from uphold.policy.scenario.story import Appointment, Moment, Story, Wait
from uphold.policy.scenario.taking import is_taking

RUSH = "priority handling"
STEP_OF = {
    Happening.RESTORED: "service restored",
    Happening.HANDED_OVER: "handed over",
    Happening.WORKAROUND_GIVEN: "workaround given",
    Happening.CLOSING: "before closing",
    Happening.CLOSED: "before closing",
}
"""The step in the life of a ticket that an event is; closing comes once before a ticket is closed."""
CONTACTS = frozenset({Happening.WROTE, Happening.ASKED, Happening.REOPENED})
"""What a customer does that is a contact with the desk."""


@dataclass(slots=True)
class Teller:
    """The story while it is told: what stands after the events read so far."""

    matter: Matter
    facts: dict[str, FactValue]
    contact_at: datetime
    problems: dict[str, dict[str, FactValue]] = field(default_factory=dict)
    findings: dict[str | None, dict[str, FactValue]] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)
    priorities: list[PriorityStep] = field(default_factory=list)
    steps: list[LifecycleAnswer] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    taken: list[Event] = field(default_factory=list)
    asked: Event | None = None
    rush: Event | None = None
    is_closing: bool = False

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that the agreement names."""
        return tuple(entry.name for entry in self.matter.agreement.entries.get("channel", ()))

    def story(self) -> Story:
        """The story so far."""
        return Story(
            matter=self.matter,
            moments=tuple(self.moments),
            findings=self.findings,
            priorities=tuple(self.priorities),
            steps=tuple(self.steps),
            waits=tuple(self.waits),
            appointments=tuple(self.appointments),
            taken=tuple(self.taken),
        )

    def stand(self, at: datetime) -> None:
        """Keeps what stands from here, unless nothing changed."""
        problems = {name: dict(facts) for name, facts in self.problems.items()}
        moment = Moment(at=at, facts=dict(self.facts), problems=problems, contact_at=self.contact_at)
        if not self.moments or not moment.is_alike(self.moments[-1]):
            self.moments.append(moment)

    def learn(self, facts: Mapping[str, FactValue], *, problem: str | None) -> None:
        """Takes facts in, those of a problem apart; what is found out holds for the work before it too."""
        facts = with_evidence(facts)
        known = self.facts if problem is None else self.problems.setdefault(problem, {})
        before, brought = known.get(BROUGHT), facts.get(BROUGHT)
        known.update(facts)
        if isinstance(before, frozenset) and isinstance(brought, frozenset):
            known[BROUGHT] = before | brought
        asked = self.matter.agreement.facts
        later = {name: value for name, value in facts.items() if name in asked and asked[name].is_found_later}
        if later:
            self.findings.setdefault(problem, {}).update(later)

    def prioritise(self, step: PriorityStep) -> None:
        """Takes a priority in; the same again changes nothing."""
        if self.priorities and self.priorities[-1].value == step.value:
            return
        self.priorities.append(step)
        self.facts["priority"] = one(step.value)


def with_evidence(facts: Mapping[str, FactValue]) -> Mapping[str, FactValue]:
    """Facts in which evidence by name stands as what was brought.

    >>> with_evidence({"evidence": one("Logs")})
    {'evidence brought': frozenset({'Logs'})}
    """
    stated = facts.get("evidence")
    if not isinstance(stated, frozenset) or stated & {"complete", "missing"}:
        return facts
    return {name: value for name, value in facts.items() if name != "evidence"} | {BROUGHT: stated}


def tell(matter: Matter) -> Story:
    """The story of a case up to the moment of the question."""
    case = matter.case
    brought = {} if case.evidence is None else {BROUGHT: frozenset(case.evidence)}
    teller = Teller(matter=matter, facts={**with_evidence(case.facts), **brought}, contact_at=case.opened_at)
    _open(teller)
    for event in matter.events:
        _wait_over_time(teller, until=event.at)
        _take_in(teller, event)
        teller.stand(event.at)
        _step(teller, event)
    _wait_over_time(teller, until=matter.at)
    return teller.story()


def _open(teller: Teller) -> None:
    opened_at = teller.matter.case.opened_at
    teller.stand(opened_at)
    stated = stated_priority(teller.matter)
    step = stated or triaged(teller.matter, facts=teller.story().facts(opened_at))
    if step is not None:
        teller.prioritise(step)
        teller.stand(opened_at)


def _take_in(teller: Teller, event: Event) -> None:
    _end_wait(teller, event)
    if event.what in CONTACTS and event.by == "customer":
        teller.contact_at = event.at
    match event.what:
        case Happening.WROTE | Happening.FOUND:
            teller.learn(event.facts, problem=event.problem)
        case Happening.WAITING if event.waiting_for is not None:
            teller.waits.append(Wait(starts_at=event.at, ends_at=None, waiting_for=event.waiting_for))
            teller.facts["waiting for"] = one(event.waiting_for)
        case Happening.ASSESSED if event.priority is not None:
            teller.prioritise(assessed(teller.matter, priority=event.priority, at=event.at))
        case Happening.HANDED_OVER if event.to is not None:
            teller.learn({"handed to": one(event.to)}, problem=event.problem)
        case Happening.OUTCOME if event.outcome is not None:
            teller.learn({"escalation outcome": one(event.outcome)}, problem=event.problem)
        case Happening.ASKED if event.subject != "escalation":
            teller.asked = event
        case Happening.AGREED | Happening.TAKEN | Happening.REDIRECTED:
            _agree(teller, event)
        case Happening.ARRANGED if event.wanted_at is not None:
            teller.appointments.append(Appointment(wanted_at=event.wanted_at, agreed_at=event.at))
        case Happening.CALLED_OFF:
            _call_off(teller, event)
        case Happening.REOPENED:
            teller.is_closing = False
        case _:
            pass


def _agree(teller: Teller, event: Event) -> None:
    """What was chosen or agreed: priority handling from now on, or work at the instant it was wanted for.

    What somebody takes who may not choose it changes nothing.
    """
    teller.taken.append(event)
    options = teller.matter.rules("admission")
    if event.what is Happening.TAKEN and not any(is_taking(event, rule) for rule in options):
        return
    if event.what is Happening.REDIRECTED and event.to is not None:
        channel = next((name for name in teller.channels if key_of(name) == key_of(event.to)), None)
        teller.facts.update({} if channel is None else {"channel": one(channel)})
    if event.what is Happening.TAKEN and event.answer == "offer" and event.subject is not None:
        teller.facts["service"] = one(event.subject)
    wish = teller.asked if event.what is Happening.AGREED else None
    is_rush = RUSH in (event.subject or "").casefold() or RUSH in (event.to or "").casefold()
    if is_rush or (wish is not None and wish.subject == RUSH):
        teller.facts["handling"] = one("priority")
        teller.rush = teller.asked
    if not is_rush and wish is not None and wish.wanted_at is not None:
        teller.appointments.append(Appointment(wanted_at=wish.wanted_at, agreed_at=event.at))


def _call_off(teller: Teller, event: Event) -> None:
    """What was arranged for an instant is arranged no more; priority handling that was agreed for it ends with it."""
    teller.appointments = [each for each in teller.appointments if each.wanted_at != event.wanted_at]
    if teller.rush is None or teller.rush.wanted_at is None or teller.rush.wanted_at != event.wanted_at:
        return
    teller.rush = None
    teller.taken = [each for each in teller.taken if RUSH not in (each.subject or each.to or "").casefold()]
    stated = teller.matter.case.facts.get("handling")
    teller.facts.pop("handling")
    teller.facts.update({} if stated is None else {"handling": stated})


def _end_wait(teller: Teller, event: Event) -> None:
    if not teller.waits or teller.waits[-1].ends_at is not None:
        return
    wait = teller.waits[-1]
    if is_wait_over(wait.waiting_for, by=event.what):
        teller.waits[-1] = Wait(starts_at=wait.starts_at, ends_at=event.at, waiting_for=wait.waiting_for)
        teller.facts.pop("waiting for", None)
        if wait.waiting_for == "customer" and any(step.step == "customer away" for step in teller.steps):
            teller.stand(event.at)
            _live(teller, "customer back", at=event.at)


def _step(teller: Teller, event: Event) -> None:
    step = STEP_OF.get(event.what)
    if step is None or (step == "before closing" and teller.is_closing):
        return
    teller.is_closing = teller.is_closing or step == "before closing"
    _live(teller, step, at=event.at)


def _wait_over_time(teller: Teller, *, until: datetime) -> None:
    """Steps that come when a customer does not answer for so long."""
    if not teller.waits or teller.waits[-1].ends_at is not None or teller.waits[-1].waiting_for != "customer":
        return
    since = teller.waits[-1].starts_at
    for step in ("customer away", "no answer"):
        due_at = delay_until(teller.matter, step=step, facts=teller.story().facts(since), since=since)
        is_told = any(told.step == step and told.at == due_at for told in teller.steps)
        if due_at is not None and due_at <= until and not is_told:
            _live(teller, step, at=due_at)


def _live(teller: Teller, step: str, *, at: datetime) -> None:
    """Records a step, and takes over the priority it brings."""
    told = lifecycle_step(teller.matter, step=step, at=at, facts=teller.story().facts(at))
    if told is None:
        return
    teller.steps.append(told)
    if told.new_priority is not None:
        teller.prioritise(PriorityStep(at=at, value=told.new_priority, ruling=told.ruling))
        teller.stand(at)
