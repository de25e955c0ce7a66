"""Worked cases told to stored tickets: each event by the verb of its name, each reaction as the worker would run it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.cast.people import Cast
from tests.cast.shipped import give_credits, open_shipped
from uphold.journal.models import Entry
from uphold.metering.actions import log_work, meter_ticket
from uphold.metering.jobs import METERED, meter
from uphold.policy.scenario.metered import Metered
from uphold.problems.actions import hand_over_bug, link_ticket, record_outcome, release_bug, report_bug
from uphold.problems.models import Bug
from uphold.tickets.actions import acknowledge, agree, ask_for, find, hand_over, reply, resolve_ticket
from uphold.tickets.models import Ticket

Event = Mapping[str, Any]


@dataclass(slots=True)
class Replay:
    """One case, told up to its moment. A problem that is handed over is a bug linked to the ticket under its name."""

    cast: Cast
    scenario: Mapping[str, Any]
    bugs: dict[str, Bug] = field(default_factory=dict)
    ticket: Ticket = field(init=False)
    said: int = 0

    def run(self) -> Metered:
        stated = self.scenario
        at = datetime.fromisoformat(stated["at"])
        opened_at = datetime.fromisoformat(stated["opened"])
        facts = dict(stated["facts"])
        if stated.get("account", {}).get("credits"):
            give_credits(self.cast.ada, amount=stated["account"]["credits"], at=opened_at)
        facts.pop("channel")
        self.ticket = open_shipped(
            customer=self.cast.ada,
            opened_at=opened_at,
            request=facts.pop("request"),
            impact=facts.pop("impact", ""),
            evidence=facts.pop("evidence", None),
            facts=facts,
        )
        for happened_at, step in sorted(self.steps(), key=lambda each: each[0]):
            if happened_at <= at:
                step(happened_at)
                self.react(at=happened_at)
        return meter_ticket(ticket=self.ticket, by=self.cast.ben.actor, at=at)

    def steps(self) -> list[tuple[datetime, Callable[[datetime], object]]]:
        """Work is logged when it ends, events when they happen; at one instant events come first."""
        events = [(instant(event["at"]), self.step_of(event)) for event in self.scenario.get("events", ())]
        work = [(instant(line["to"]), self.work_of(line)) for line in self.scenario.get("work", ())]
        return [*events, *work]

    def react(self, *, at: datetime) -> None:
        """Every entry once more, as jobs that come late and twice would."""
        for entry in Entry.objects.filter(kind__in=METERED).order_by("pk"):
            meter(entry.pk, at=at)

    def work_of(self, line: Event) -> Callable[[datetime], object]:
        return lambda at: log_work(
            actor=self.cast.ben.actor,
            ticket=self.ticket,
            staff=self.cast.ben.staff,
            started_at=instant(line["from"]),
            ended_at=at,
            problem=line.get("problem", ""),
            request=line.get("facts", {}).get("request", ""),
            at=at,
        )

    def step_of(self, event: Event) -> Callable[[datetime], object]:
        return lambda at: getattr(self, event["event"].replace(" ", "_"))(event, at)

    def acknowledged(self, _: Event, at: datetime) -> None:
        acknowledge(ticket=self.ticket, at=at)

    def answered(self, _: Event, at: datetime) -> None:
        self.said += 1
        reply(actor=self.cast.ben.actor, ticket=self.ticket, body=f"Answer {self.said}.", at=at)

    def asked(self, event: Event, at: datetime) -> None:
        wanted = event.get("wanted")
        ask_for(
            actor=self.cast.ada.actor,
            ticket=self.ticket,
            subject=event["for"],
            wanted_at=instant(wanted) if wanted else None,
            at=at,
        )

    def agreed(self, event: Event, at: datetime) -> None:
        price = event.get("price", "")
        agree(actor=self.cast.ada.actor, ticket=self.ticket, to=event["to"], price=price, at=at)

    def found(self, event: Event, at: datetime) -> None:
        problem = event.get("problem", "")
        find(actor=self.cast.ben.actor, ticket=self.ticket, facts=event["facts"], problem=problem, at=at)

    def resolved(self, _: Event, at: datetime) -> None:
        resolve_ticket(actor=self.cast.ben.actor, ticket=self.ticket, at=at)

    def handed_over(self, event: Event, at: datetime) -> None:
        problem = event.get("problem")
        if problem is None:
            hand_over(actor=self.cast.ben.actor, ticket=self.ticket, to=event["to"], at=at)
            return
        bug = report_bug(
            actor=self.cast.ben.actor,
            provider=self.ticket.provider,
            title="Forwarding loses the caller",
            documented_behaviour="The caller's number is passed on.",
            product="Gateway",
            found_in="4.2",
            at=at,
        )
        link_ticket(actor=self.cast.ben.actor, bug=bug, ticket=self.ticket, problem=problem, at=at)
        self.bugs[problem] = hand_over_bug(actor=self.cast.ben.actor, bug=bug, to=event["to"], at=at)

    def outcome(self, event: Event, at: datetime) -> None:
        bug = self.bugs[event["problem"]]
        record_outcome(actor=self.cast.ben.actor, bug=bug, outcome=event["of"], at=at)

    def released(self, event: Event, at: datetime) -> None:
        bug = self.bugs[event["problem"]]
        release_bug(actor=self.cast.ben.actor, bug=bug, version="4.2.1", released_as=event["kind"], at=at)


def instant(words: str) -> datetime:
    return datetime.fromisoformat(words)
