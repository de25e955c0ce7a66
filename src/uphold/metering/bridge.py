"""Work entries to the intervals of a case, with the findings that were frozen when they were settled."""

from uphold.metering.models import WorkEntry
from uphold.policy.decide.condition import FactValue
from uphold.policy.scenario.case import Work

REQUEST = "request"


def work_of(entry: WorkEntry) -> Work:
    return Work(
        started_at=entry.started_at,
        ended_at=entry.ended_at,
        problem=entry.problem or None,
        facts=facts_of_work(entry),
    )


def facts_of_work(entry: WorkEntry) -> dict[str, FactValue]:
    return {REQUEST: frozenset({entry.request})} if entry.request else {}
