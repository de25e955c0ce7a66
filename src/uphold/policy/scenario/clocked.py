"""The clocks of a case alone: priority, service, steps and targets, for those who read many cases at once."""

from __future__ import annotations

from dataclasses import dataclass

from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answer import LifecycleAnswer, PriorityAnswer, ServiceAnswer, TargetAnswer
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.priority import priority_answer
from uphold.policy.scenario.service import service_answer
from uphold.policy.scenario.standing import Suspension, suspensions_of
from uphold.policy.scenario.targets import target_answers
from uphold.policy.scenario.telling import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocked:
    """The part of an answer that clocks are: the same values that `answer` gives under the same names.

    `suspensions` are the stretches in which something was or is suspended.
    """

    priority: PriorityAnswer
    service: ServiceAnswer
    lifecycle: tuple[LifecycleAnswer, ...]
    targets: tuple[TargetAnswer, ...]
    suspensions: tuple[Suspension, ...]


def clocked(agreement: Agreement, case: Case) -> Clocked:
    """What `answer` says about the clocks, without asking about charges, admission, standing and the rest."""
    story = tell(matter_of(agreement, case=case))
    suspensions = suspensions_of(story)
    return Clocked(
        priority=priority_answer(story),
        service=service_answer(story),
        lifecycle=story.steps,
        targets=target_answers(story, suspensions=suspensions),
        suspensions=suspensions,
    )
