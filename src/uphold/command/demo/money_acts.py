"""Acts of a story that decide about money: whose fault it was, and what became of a bug."""

from __future__ import annotations

from datetime import datetime

from uphold.command.demo.playing import Playing
from uphold.command.demo.story import Step
from uphold.journal.queries import entries_about
from uphold.metering.actions import accept_fault, meter_ticket, propose_fault
from uphold.metering.actions.fault import mark_of
from uphold.metering.models import FaultFile
from uphold.problems.actions import hand_over_bug, record_outcome, release_bug, report_bug
from uphold.problems.models import Bug
from uphold.standing.actions import suspend
from uphold.tickets.jobs import follow_standing


def propose(playing: Playing, step: Step, at: datetime) -> None:
    actor = playing.people.actor(step.by)
    propose_fault(actor=actor, file=_file(playing), fault=step.value, words=step.text, at=at)


def accept(playing: Playing, step: Step, at: datetime) -> None:
    file = _file(playing)
    accept_fault(actor=playing.people.actor(step.by), file=file, seen=mark_of(file), at=at)
    meter(playing, step, at)


def suspend_capability(playing: Playing, step: Step, at: datetime) -> None:
    """Its value is the capability; the tickets of the customer follow at once."""
    organisation = playing.ticket.organisation
    suspend(
        actor=playing.people.actor(step.by),
        organisation=organisation,
        provider=playing.ticket.provider,
        capability=step.value,
        reason=step.text,
        at=at,
    )
    decided = entries_about(organisation).filter(kind="standing.suspended").latest("id")
    follow_standing(decided.pk, at=at)


def report(playing: Playing, step: Step, at: datetime) -> None:
    report_bug(
        actor=playing.people.actor(step.by),
        provider=playing.ticket.provider,
        title=step.value,
        documented_behaviour="Recording goes on after a restart.",
        documented_at="https://docs.example.com/recording",
        actual_behaviour="After each restart recording is off until somebody turns it on again.",
        product="Call server",
        found_in="16.2.3",
        ticket=playing.ticket,
        at=at,
    )


def to_development(playing: Playing, step: Step, at: datetime) -> None:
    hand_over_bug(actor=playing.people.actor(step.by), bug=_bug(playing), to="development", at=at)


def say_outcome(playing: Playing, step: Step, at: datetime) -> None:
    record_outcome(actor=playing.people.actor(step.by), bug=_bug(playing), outcome=step.value, at=at)


def release(playing: Playing, step: Step, at: datetime) -> None:
    release_bug(actor=playing.people.actor(step.by), bug=_bug(playing), version=step.value, at=at)
    meter(playing, step, at)


def meter(playing: Playing, step: Step, at: datetime) -> None:
    """What the worker does after such an act; in the demonstration the past is played without one."""
    meter_ticket(ticket=playing.ticket, by=playing.people.actor(step.by), at=at)


def _file(playing: Playing) -> FaultFile:
    return FaultFile.objects.get(ticket=playing.ticket)


def _bug(playing: Playing) -> Bug:
    return Bug.objects.get(links__ticket=playing.ticket)
