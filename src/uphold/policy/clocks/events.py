"""Events: what happened to a ticket, as clocks, charges and credits read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from uphold.policy.decide.condition import FactValue


class Happening(StrEnum):
    """The kinds of event, in the words of a scenario."""

    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    WROTE = "wrote"
    WAITING = "waiting"
    RESUMED = "resumed"
    ASSESSED = "assessed"
    FOUND = "found"
    RESTORED = "restored"
    ASKED = "asked"
    AGREED = "agreed"
    PRICED = "priced"
    ARRANGED = "arranged"
    CALLED_OFF = "called off"
    TAKEN = "taken"
    REDIRECTED = "redirected"
    HANDED_OVER = "handed over"
    WORKAROUND_GIVEN = "workaround given"
    OUTCOME = "outcome"
    RELEASED = "released"
    RESOLVED = "resolved"
    CLOSING = "closing"
    CLOSED = "closed"
    REOPENED = "reopened"
    WAIVED = "waived"
    BOUGHT = "bought"
    PAID = "paid"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a ticket. `at` is aware and UTC; only the fields that the kind speaks of are set.

    subject: what was asked for, agreed to or taken ("escalation", "priority handling", "Professional
    services"). to: the party handed over or redirected to. waiting_for, priority, metric, package, invoice,
    price, words, reason: as named. kind: kind of table (taken) or of release (released). answer: the word
    taken. outcome: escalation outcome.
    """

    at: datetime
    what: Happening
    by: str = "agent"
    problem: str | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    subject: str | None = None
    wanted_at: datetime | None = None
    waiting_for: str | None = None
    priority: str | None = None
    to: str | None = None
    kind: str | None = None
    answer: str | None = None
    outcome: str | None = None
    metric: str | None = None
    package: str | None = None
    invoice: str | None = None
    price: str | None = None
    reason: str | None = None
