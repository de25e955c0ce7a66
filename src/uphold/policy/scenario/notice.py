"""Notice: how early, to whom and how a planned change is announced."""

from __future__ import annotations

from datetime import datetime

from uphold.policy.decide.match import decide
from uphold.policy.decide.terms import Duration, Term, Unsaid
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of
from uphold.policy.scenario.answer import NoticeAnswer
from uphold.policy.scenario.case import Case, Window
from uphold.policy.scenario.cells import one, words_of
from uphold.policy.scenario.instants import after
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.ruling import ruling_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.telling import tell
from uphold.policy.time.instants import Span


def notice_answers(story: Story) -> tuple[NoticeAnswer, ...]:
    """One answer a planned change."""
    return tuple(notice_of(story, window) for window in story.matter.case.windows)


def notice_owed(agreement: Agreement, window: Window, *, at: datetime) -> NoticeAnswer:
    """The notice owed for a change that is announced at an instant, without any ticket."""
    case = Case(opened_at=at, at=at, windows=(window,))
    return notice_of(tell(matter_of(agreement, case=case)), window)


def notice_of(story: Story, window: Window) -> NoticeAnswer:
    """The notice owed for one change; a row of which every cell says `not said` says nothing."""
    rules = [rule for rule in story.matter.rules("notice") if key_of(rule.label) == key_of(window.change)]
    facts = story.facts(story.matter.at, stated={"change": one(window.change)})
    decision = decide(rules, facts=facts)
    terms = decision.rule.terms if decision.rule else {}
    return NoticeAnswer(
        change=window.change,
        starts_at=window.starts_at,
        ends_at=window.ends_at,
        seconds=Span(window.starts_at, window.ends_at).seconds,
        lead=words_of(terms.get("lead time")),
        audience=words_of(terms.get("audience")),
        channel=words_of(terms.get("channel")),
        reminders=words_of(terms.get("reminders")),
        earliest=earliest_after(story, terms.get("lead time")),
        ruling=ruling_of(decision, outcome=terms.get("lead time", Unsaid.NOT_SAID)),
    )


def earliest_after(story: Story, lead: Term | None) -> datetime | None:
    """When a change that is announced now may begin: business days end at the opening of the last of them."""
    return after(story.matter, lead, since=story.matter.at) if isinstance(lead, Duration) else None
