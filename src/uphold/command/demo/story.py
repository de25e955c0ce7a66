"""A ticket of the demonstration as data: how it was opened, and what happened then. `play.py` carries it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

NOTHING: Final[Mapping[str, str]] = {}


class Act(StrEnum):
    """What somebody does with a ticket; each is one verb of the rooms."""

    TAKE = "take"
    REPLY = "reply"
    WRITE = "write"
    NOTE = "note"
    ASSESS = "assess"
    WAIT = "wait"
    ASK_EVIDENCE = "ask for evidence"
    REDIRECT = "redirect"
    HAND_OVER = "hand over"
    WORKAROUND = "give workaround"
    DECLINE = "decline"
    AGREE = "agree"
    FIND = "find"
    WORK = "work"
    RESTORE = "restore"
    ESCALATE = "escalate"
    RESOLVE = "resolve"
    CLOSE = "close"
    REOPEN = "reopen"
    PROPOSE_FAULT = "propose whose fault it was"
    ACCEPT_FAULT = "accept whose fault it was"
    SUSPEND = "suspend"
    REPORT_BUG = "report a bug"
    BUG_TO_DEVELOPMENT = "hand the bug to development"
    BUG_OUTCOME = "say what came of the bug"
    BUG_RELEASED = "release what ends the bug"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act. `at` is a moment of `moments.py`, `by` a member of the cast; `text` what was said, if anything.

    `value` is what the act speaks of: a priority, whom one waits for, a cause, how long somebody worked.
    """

    at: str
    by: str
    act: Act
    value: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A ticket. `by` is the contact who asks; `taken_by` the member of the staff who logged a call, if one did."""

    by: str
    opened: str
    subject: str
    text: str
    request: str
    impact: str = ""
    channel: str = "Ticket system"
    taken_by: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] | None = None
    unit: str = ""
    steps: tuple[Step, ...] = ()


def take(at: str, by: str) -> Step:
    """Puts the ticket into one's own hands."""
    return Step(at=at, by=by, act=Act.TAKE)


def reply(at: str, by: str, text: str) -> Step:
    return Step(at=at, by=by, act=Act.REPLY, text=text)


def write(at: str, by: str, text: str) -> Step:
    """The customer writes again."""
    return Step(at=at, by=by, act=Act.WRITE, text=text)


def note(at: str, by: str, text: str) -> Step:
    return Step(at=at, by=by, act=Act.NOTE, text=text)


def wait(at: str, by: str, waiting_for: str) -> Step:
    return Step(at=at, by=by, act=Act.WAIT, value=waiting_for)


def work(at: str, by: str, lasting: str) -> Step:
    return Step(at=at, by=by, act=Act.WORK, value=lasting)


def act(what: Act, at: str, by: str, value: str = "", text: str = "") -> Step:
    return Step(at=at, by=by, act=what, value=value, text=text)
