"""Carries out the stories by the verbs of the rooms, each at its moment in the past, so that history is lawful."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from uphold.command.demo import money_acts
from uphold.command.demo.escalations import answer_call, call_at_night
from uphold.command.demo.moments import Almanac
from uphold.command.demo.people import People
from uphold.command.demo.playing import Playing
from uphold.command.demo.story import Act, Step, Story
from uphold.metering.actions import log_work
from uphold.metering.actions.work import WorkOverlaps
from uphold.oncall.actions import escalate
from uphold.people.models import Staff
from uphold.tickets import actions
from uphold.tickets.models import Ticket

EVIDENCE = ("Logs", "Captures", "Analysis")
METERED = frozenset({Act.AGREE, Act.CLOSE, Act.FIND, Act.HAND_OVER, Act.REOPEN, Act.RESOLVE})


def play_stories(stories: tuple[Story, ...], people: People, almanac: Almanac) -> None:
    """Oldest first, so that numbers follow the order of opening."""
    for story in sorted(stories, key=lambda each: almanac.opening(each.opened)):
        opened_at = almanac.opening(story.opened)
        playing = Playing(people, story, almanac, opened_at, open_story(story, people, at=opened_at))
        if playing.ticket.priority_level == 1:
            call_at_night(playing.ticket, people, at=opened_at)
        for step in story.steps:
            at = almanac.step(step.at, opened_at=opened_at)
            ACTS[step.act](playing, step, at)
            if step.act in METERED:
                money_acts.meter(playing, step, at)


def open_story(story: Story, people: People, *, at: datetime) -> Ticket:
    contact = people.contacts[story.by]
    return actions.open_ticket(
        actor=people.actor(story.taken_by or story.by),
        provider=people.provider_of(story.by),
        organisation=contact.organisation,
        subject=story.subject,
        body=story.text,
        channel=story.channel,
        request=story.request,
        impact=story.impact,
        facts=story.facts,
        evidence=story.evidence,
        opened_by=contact if story.taken_by else None,
        unit=story.unit,
        at=at,
    )


def _take(playing: Playing, step: Step, at: datetime) -> None:
    who = playing.people.staff[step.by]
    actions.assign_ticket(actor=playing.people.actor(step.by), ticket=playing.ticket, assignee=who, at=at)


def _say(playing: Playing, step: Step, at: datetime) -> None:
    playing.say(step, at)


def _note(playing: Playing, step: Step, at: datetime) -> None:
    playing.note(step, at)


def _assess(playing: Playing, step: Step, at: datetime) -> None:
    actor = playing.people.actor(step.by)
    actions.assess_priority(actor=actor, ticket=playing.ticket, priority=step.value, at=at)


def _wait(playing: Playing, step: Step, at: datetime) -> None:
    actor = playing.people.actor(step.by)
    actions.wait(actor=actor, ticket=playing.ticket, waiting_for=step.value, at=at)


def _ask_evidence(playing: Playing, step: Step, at: datetime) -> None:
    missing = [name for name in EVIDENCE if name not in (playing.story.evidence or ())]
    actor = playing.people.actor(step.by)
    actions.ask_for_evidence(actor=actor, ticket=playing.ticket, names=missing, body=step.text, at=at)


def _redirect(playing: Playing, step: Step, at: datetime) -> None:
    actor = playing.people.actor(step.by)
    actions.redirect(actor=actor, ticket=playing.ticket, to=step.value, body=step.text, at=at)


def _hand_over(playing: Playing, step: Step, at: datetime) -> None:
    playing.note(step, at)
    actions.hand_over(actor=playing.people.actor(step.by), ticket=playing.ticket, to=step.value, at=at)


def _give_workaround(playing: Playing, step: Step, at: datetime) -> None:
    actor = playing.people.actor(step.by)
    actions.give_workaround(actor=actor, ticket=playing.ticket, body=step.text, at=at)


def _decline(playing: Playing, step: Step, at: datetime) -> None:
    actor = playing.people.actor(step.by)
    actions.decline_ticket(actor=actor, ticket=playing.ticket, body=step.text, at=at)


def _agree(playing: Playing, step: Step, at: datetime) -> None:
    playing.say(step, at)
    actor = playing.people.actor(step.by)
    actions.agree(actor=actor, ticket=playing.ticket, to=step.value, at=at)


def _find(playing: Playing, step: Step, at: datetime) -> None:
    playing.note(step, at)
    actor = playing.people.actor(step.by)
    actions.find(actor=actor, ticket=playing.ticket, facts={"cause": step.value}, at=at)


def _work(playing: Playing, step: Step, at: datetime) -> None:
    """Whoever is free logs the work: nobody works on two tickets at once."""
    ended_at = playing.almanac.step(step.value, opened_at=at)
    for who in _candidates(playing, step):
        try:
            log_work(
                actor=playing.people.actor(step.by),
                ticket=playing.ticket,
                staff=who,
                started_at=at,
                ended_at=ended_at,
                at=ended_at,
            )
        except WorkOverlaps:
            continue
        return
    raise LookupError(f"Nobody is free to work on '{playing.story.subject}'.")


def _candidates(playing: Playing, step: Step) -> list[Staff]:
    asked = playing.people.staff[step.by]
    others = [who for who in playing.people.staff.values() if who != asked]
    return [asked, *(who for who in others if who.grants.filter(provider=playing.ticket.provider).exists())]


def _restore(playing: Playing, step: Step, at: datetime) -> None:
    playing.say(step, at)
    actions.restore_service(actor=playing.people.actor(step.by), ticket=playing.ticket, at=at)


def _escalate(playing: Playing, step: Step, at: datetime) -> None:
    actor = playing.people.actor(step.by)
    escalate(actor=actor, ticket=playing.ticket, reason=step.text, at=at)
    answer_call(playing.ticket, playing.people, at=at, now=playing.almanac.now)


def _resolve(playing: Playing, step: Step, at: datetime) -> None:
    """Its value, if any, says how it was resolved."""
    playing.say(step, at)
    actor = playing.people.actor(step.by)
    if step.value:
        actions.find(actor=actor, ticket=playing.ticket, facts={"resolution": step.value}, at=at)
    actions.resolve_ticket(actor=actor, ticket=playing.ticket, at=at)


def _close(playing: Playing, step: Step, at: datetime) -> None:
    actions.close_ticket(actor=playing.people.actor(step.by), ticket=playing.ticket, at=at)


ACTS: dict[Act, Callable[[Playing, Step, datetime], None]] = {
    Act.TAKE: _take,
    Act.REPLY: _say,
    Act.WRITE: _say,
    Act.NOTE: _note,
    Act.ASSESS: _assess,
    Act.WAIT: _wait,
    Act.ASK_EVIDENCE: _ask_evidence,
    Act.REDIRECT: _redirect,
    Act.HAND_OVER: _hand_over,
    Act.WORKAROUND: _give_workaround,
    Act.DECLINE: _decline,
    Act.AGREE: _agree,
    Act.FIND: _find,
    Act.WORK: _work,
    Act.RESTORE: _restore,
    Act.ESCALATE: _escalate,
    Act.RESOLVE: _resolve,
    Act.CLOSE: _close,
    Act.REOPEN: _say,
    Act.PROPOSE_FAULT: money_acts.propose,
    Act.ACCEPT_FAULT: money_acts.accept,
    Act.SUSPEND: money_acts.suspend_capability,
    Act.REPORT_BUG: money_acts.report,
    Act.BUG_TO_DEVELOPMENT: money_acts.to_development,
    Act.BUG_OUTCOME: money_acts.say_outcome,
    Act.BUG_RELEASED: money_acts.release,
}
"""Every act by its name; a customer who writes to a resolved ticket reopens it."""
