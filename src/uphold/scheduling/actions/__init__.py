"""The verbs of scheduling: booking, what must be agreed and ready before, changes, ends, the schedule and its feeds."""

from uphold.scheduling.actions.booking import book_appointment
from uphold.scheduling.actions.changing import cancel_appointment, move_appointment
from uphold.scheduling.actions.consenting import agree_to_price, name_price
from uphold.scheduling.actions.ending import end_appointment, miss_appointment
from uphold.scheduling.actions.feeds import make_feed, revoke_feed
from uphold.scheduling.actions.readiness import ask_readiness, attest_readiness, waive_readiness
from uphold.scheduling.actions.schedule import end_window, note_absence, open_window, withdraw_absence

__all__ = [
    "agree_to_price",
    "ask_readiness",
    "attest_readiness",
    "book_appointment",
    "cancel_appointment",
    "end_appointment",
    "end_window",
    "make_feed",
    "miss_appointment",
    "move_appointment",
    "name_price",
    "note_absence",
    "open_window",
    "revoke_feed",
    "waive_readiness",
    "withdraw_absence",
]
