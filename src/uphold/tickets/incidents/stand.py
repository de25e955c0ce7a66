"""How an incident stood after one change, and what changed from one stand to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from uphold.tickets.incidents.mapping import Stage, State

Named = str | int | None
"""A team or a person: by name while a log is read, by number once they are known to the desk."""


class Step(StrEnum):
    """What may change."""

    ASSIGNED = "assigned"
    ASSESSED = "assessed"
    REOPENED = "reopened"
    RESUMED = "resumed"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The record as it stood from `at` on. `digest` is that of its row, by which the row is known again."""

    at: datetime
    state: State
    digest: str
    priority: str | None = None
    order: int | None = None
    by: Named = None
    team: Named = None
    assignee: Named = None

    @property
    def rank(self) -> tuple[int, datetime]:
        """The order that the log counts, or else that of the instants."""
        return (0 if self.order is None else self.order, self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step at one instant, by whoever changed the record; only the values that the step speaks of are set."""

    at: datetime
    step: Step
    by: Named = None
    priority: str | None = None
    waiting_for: str | None = None
    team: Named = None
    assignee: Named = None


def changes_between(stands: Iterable[Stand]) -> Iterator[Change]:
    """The steps of an incident that was opened with the priority of its first stand and assigned to nobody."""
    before: Stand | None = None
    for stand in stands:
        if (stand.team, stand.assignee) != ((before.team, before.assignee) if before else (None, None)):
            yield _change(stand, Step.ASSIGNED)
        if before is not None and stand.priority != before.priority:
            yield _change(stand, Step.ASSESSED)
        for step in _moves(before.state if before else State(Stage.OPEN), stand.state):
            yield _change(stand, step)
        before = stand


def _change(stand: Stand, step: Step) -> Change:
    is_assigned = step is Step.ASSIGNED
    return Change(
        at=stand.at,
        step=step,
        by=stand.by,
        priority=stand.priority if step is Step.ASSESSED else None,
        waiting_for=stand.state.waiting_for if step is Step.WAITING else None,
        team=stand.team if is_assigned else None,
        assignee=stand.assignee if is_assigned else None,
    )


def _moves(before: State, after: State) -> Iterator[Step]:
    """What a change of state comes to: a wait ends before the next begins, what was closed reopens first."""
    if before == after:
        return
    if before.stage is Stage.CLOSED or (before.stage is Stage.RESOLVED and after.stage is not Stage.CLOSED):
        yield Step.REOPENED
    elif before.stage is Stage.WAITING and after.stage in {Stage.OPEN, Stage.WAITING}:
        yield Step.RESUMED
    if after.stage is not Stage.OPEN:
        yield Step(after.stage.value)
