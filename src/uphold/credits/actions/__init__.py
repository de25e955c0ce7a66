"""Verbs of credits, each once for its key: move, open, release, order, credit, withdraw, give, price, warn."""

from uphold.credits.actions.account import account_of, lock_account, set_crediting, set_warning
from uphold.credits.actions.goodwill import grant_goodwill
from uphold.credits.actions.lot import open_lot
from uphold.credits.actions.movement import Move, make_move, record_movement
from uphold.credits.actions.order import (
    credit_order,
    order_package,
    take_back_credits,
    unused_of,
    withdraw_order,
)
from uphold.credits.actions.price import set_package_price

__all__ = [
    "Move",
    "account_of",
    "credit_order",
    "grant_goodwill",
    "lock_account",
    "make_move",
    "open_lot",
    "order_package",
    "record_movement",
    "set_crediting",
    "set_package_price",
    "set_warning",
    "take_back_credits",
    "unused_of",
    "withdraw_order",
]
