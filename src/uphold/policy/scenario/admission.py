"""Admission: whether, how and from when a request is taken in; asked at opening, at each contact, for wanted work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from uphold.policy.clocks.events import Event, Happening
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import Answer, Duration
from uphold.policy.scenario.answer import AdmissionAnswer, Option
from uphold.policy.scenario.cells import words_of
from uphold.policy.scenario.derive import missing_evidence
from uphold.policy.scenario.instants import after
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.nearer import nearer_admissions
from uphold.policy.scenario.pricing import price_of_option
from uphold.policy.scenario.ruling import option_of, ruling_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.taking import decide_with_options, is_taking, taking_of
from uphold.policy.time.timeline import NeverOpens

CHOICES = frozenset({Happening.AGREED, Happening.TAKEN, Happening.REDIRECTED})
ACCEPT = Answer("accept")
"""Where no row decides, a ticket is taken in."""


@dataclass(frozen=True, slots=True)
class Question:
    """When it is asked, the instant that work is wanted for, and whether it is asked because somebody chose."""

    at: datetime
    wanted_at: datetime
    is_choice: bool = False


def admission_answers(story: Story) -> tuple[AdmissionAnswer, ...]:
    """One answer a question, in order; of two alike at one instant only one."""
    return tuple(admission_at(story, question) for question in dict.fromkeys(questions(story)))


def questions(story: Story) -> Iterator[Question]:
    """Opening, each message of the customer, each wish for work, and each choice that changes the answer."""
    opened_at = story.matter.case.opened_at
    yield Question(opened_at, opened_at)
    options = [rule for rule in story.matter.rules("admission") if rule.by is not None]
    for event in story.matter.events:
        is_wish = event.what is Happening.ASKED and event.subject != "escalation"
        is_choice = event.what in CHOICES and any(is_taking(event, rule) for rule in options)
        if is_wish:
            yield Question(event.at, event.wanted_at or event.at)
        elif is_choice:
            yield Question(event.at, _wanted_before(story, event), is_choice=True)
        elif event.what is Happening.WROTE and event.by == "customer":
            yield Question(event.at, event.at)


def admission_at(story: Story, question: Question) -> AdmissionAnswer:
    """The answer at one instant."""
    facts = story.facts(question.at, wanted_at=question.wanted_at, is_before=question.is_choice)
    decision = decide_with_options(story, story.matter.rules("admission"), facts=facts, at=question.at)
    rule = decision.rule
    term = rule.terms.get("answer") if rule else None
    answer = term if isinstance(term, Answer) else ACCEPT
    return AdmissionAnswer(
        at=question.at,
        answer=answer.word,
        to=answer.subjects,
        earliest=earliest_of(story.matter, rule, answer=answer, question=question),
        missing=missing_evidence(story.matter, facts.known) if answer.word == "ask for evidence" else (),
        words=words_of(rule.terms.get("words")) if rule else None,
        ruling=ruling_of(
            decision,
            options=options_of(story, decision, facts=facts, question=question),
            nearer=nearer_admissions(story, answer=answer, facts=facts, wanted_at=question.wanted_at),
        ),
    )


def options_of(story: Story, decision: Decision, *, facts: Facts, question: Question) -> Iterator[Option]:
    """What a person may choose beside the answer, and whether somebody has by the moment of the question."""
    for rule in decision.options:
        taking = taking_of(story, rule, by=story.matter.at)
        charge = price_of_option(story, rule, facts=facts, at=question.wanted_at)
        yield option_of(rule, is_taken=taking is not None, charge=charge)


def earliest_of(matter: Matter, rule: Rule | None, *, answer: Answer, question: Question) -> datetime | None:
    """When work may begin: after the notice asked for, or when the hours waited for open; None without either."""
    notice = rule.terms.get("notice") if rule else None
    try:
        if isinstance(notice, Duration):
            return after(matter, notice, since=question.at)
        if answer.word == "wait" and answer.subjects:
            opens = (matter.calendar(name).roll_forward(question.wanted_at) for name in answer.subjects)
            return min(opens)
    except NeverOpens:
        return None
    return None


def _wanted_before(story: Story, event: Event) -> datetime:
    """The instant wanted by the last wish before a choice; the choice itself without one."""
    wishes = [
        wish.wanted_at
        for wish in story.matter.happened(Happening.ASKED)
        if wish.at <= event.at and wish.wanted_at is not None
    ]
    return wishes[-1] if wishes else event.at
