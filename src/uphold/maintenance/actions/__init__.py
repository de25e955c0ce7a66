"""The verbs of the room."""

from uphold.maintenance.actions.outage import (
    answer_tickets,
    declare_outage,
    end_outage,
    link_ticket,
    unlink_ticket,
    update_outage,
)
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
    "answer_tickets",
    "approve_work",
    "begin_work",
    "call_off_work",
    "change_work",
    "declare_outage",
    "end_outage",
    "end_series",
    "end_work",
    "extend_work",
    "link_ticket",
    "move_work",
    "plan_work",
    "repeat_work",
    "unlink_ticket",
    "update_outage",
]
