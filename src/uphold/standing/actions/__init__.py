"""Verbs of standing: report what is owed, suspend and lift, promise to pay."""

from uphold.standing.actions.promise import promise_to_pay, withdraw_promise
from uphold.standing.actions.receivable import report_receivable
from uphold.standing.actions.suspension import lift, suspend, suspend_by_agreement

__all__ = [
    "lift",
    "promise_to_pay",
    "report_receivable",
    "suspend",
    "suspend_by_agreement",
    "withdraw_promise",
]
