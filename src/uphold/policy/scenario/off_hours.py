"""Off hours: whether a ticket of the first priority is worked on outside the business hours, and by which row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from uphold.policy.decide.terms import Number
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.admission import Question, admission_at
from uphold.policy.scenario.answer import AdmissionAnswer
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.priority import priority_answer
from uphold.policy.scenario.telling import tell

ACCEPT = "accept"


def right_off_hours(agreement: Agreement, case: Case, *, at: datetime) -> AdmissionAnswer | None:
    """The admission that takes the ticket on now, outside business hours; None where there is no such right.

    None too within business hours, where the agreement names none, for any priority but the first, and where no row
    speaks of it: what is taken in for want of a row may wait until the morning.
    """
    story = tell(matter_of(agreement, case=replace(case, at=at)))
    hours = story.matter.business_calendar
    if hours is None or hours.is_open(at):
        return None
    if priority_answer(story).value not in first_priorities(agreement):
        return None
    answer = admission_at(story, Question(at, at))
    return answer if answer.answer == ACCEPT and answer.ruling.citation is not None else None


def first_priorities(agreement: Agreement) -> frozenset[str]:
    """The priorities of the lowest level; none where no level is said."""
    levels = {
        entry.name: level.value
        for entry in agreement.entries.get("priority", ())
        if isinstance(level := entry.cells.get("level"), Number)
    }
    return frozenset(name for name, level in levels.items() if level == min(levels.values()))
