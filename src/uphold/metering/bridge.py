"""Work entries to the intervals of a case."""

from uphold.metering.models import WorkEntry
from uphold.policy.scenario.case import Work


def work_of(entry: WorkEntry) -> Work:
    return Work(started_at=entry.started_at, ended_at=entry.ended_at, problem=entry.problem or None)
