"""The verbs of the room."""

from uphold.service_changes.actions.asking import ask_for_change, withdraw_change
from uphold.service_changes.actions.deciding import approve_change, refuse_change
from uphold.service_changes.actions.doing import finish_change, take_up_change

__all__ = [
    "approve_change",
    "ask_for_change",
    "finish_change",
    "refuse_change",
    "take_up_change",
    "withdraw_change",
]
