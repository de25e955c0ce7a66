"""A story on the stage: the ticket, the cast and the almanac, as each act finds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from uphold.command.demo.moments import Almanac
from uphold.command.demo.people import People
from uphold.command.demo.story import Step, Story
from uphold.tickets import actions
from uphold.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Playing:
    people: People
    story: Story
    almanac: Almanac
    opened_at: datetime
    ticket: Ticket

    def say(self, step: Step, at: datetime) -> None:
        if step.text:
            actions.reply(actor=self.people.actor(step.by), ticket=self.ticket, body=step.text, at=at)

    def note(self, step: Step, at: datetime) -> None:
        if step.text:
            actions.add_note(actor=self.people.actor(step.by), ticket=self.ticket, body=step.text, at=at)
