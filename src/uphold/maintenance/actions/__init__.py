"""The verbs of the room."""

from uphold.maintenance.actions.planning import Plan, approve_work, change_work, plan_work
from uphold.maintenance.actions.recurring import end_series, repeat_work
from uphold.maintenance.actions.telling import (
    announce_work,
    begin_work,
    call_off_work,
    end_work,
    extend_work,
    move_work,
)

__all__ = [
    "Plan",
    "announce_work",
    "approve_work",
    "begin_work",
    "call_off_work",
    "change_work",
    "end_series",
    "end_work",
    "extend_work",
    "move_work",
    "plan_work",
    "repeat_work",
]
