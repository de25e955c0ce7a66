"""Verbs of credits: move, open, hold, release, order, grant, expire."""

from uphold.credits.actions.account import account_of, lock_account, set_crediting, set_warning
from uphold.credits.actions.hold import hold_credits, release_hold
from uphold.credits.actions.lot import open_lot
from uphold.credits.actions.movement import record_entry, record_movement

__all__ = [
    "account_of",
    "hold_credits",
    "lock_account",
    "open_lot",
    "record_entry",
    "record_movement",
    "release_hold",
    "set_crediting",
    "set_warning",
]
