"""The verbs of hardware."""

from uphold.hardware.actions.analysing import issue_analysis
from uphold.hardware.actions.authorising import authorise_return
from uphold.hardware.actions.evaluating import begin_evaluation, decide_evaluation, record_step
from uphold.hardware.actions.following import (
    await_unit,
    close_return,
    give_back,
    note_manufacturer,
    receive_unit,
    repair_unit,
    send_replacement,
    withdraw_return,
)

__all__ = [
    "authorise_return",
    "await_unit",
    "begin_evaluation",
    "close_return",
    "decide_evaluation",
    "give_back",
    "issue_analysis",
    "note_manufacturer",
    "receive_unit",
    "record_step",
    "repair_unit",
    "send_replacement",
    "withdraw_return",
]
