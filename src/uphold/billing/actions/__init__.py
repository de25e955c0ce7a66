"""Verbs of billing: set parties, run, invoice, credit, record, repay, dispute."""

from uphold.billing.actions.credit import credit_invoice
from uphold.billing.actions.dispute import answer_dispute, raise_dispute, withdraw_dispute
from uphold.billing.actions.invoice import invoice_now
from uphold.billing.actions.order import withdraw_order
from uphold.billing.actions.party import add_tax_rate, retire_tax_rate, set_buyer, set_seller
from uphold.billing.actions.payment import record_payment, reverse_payment
from uphold.billing.actions.repayment import repay, reverse_repayment
from uphold.billing.actions.run import end_run, prepare_run, resume_run, start_run, withdraw_run, work_run

__all__ = [
    "add_tax_rate",
    "answer_dispute",
    "credit_invoice",
    "end_run",
    "invoice_now",
    "prepare_run",
    "raise_dispute",
    "record_payment",
    "repay",
    "resume_run",
    "retire_tax_rate",
    "reverse_payment",
    "reverse_repayment",
    "set_buyer",
    "set_seller",
    "start_run",
    "withdraw_dispute",
    "withdraw_order",
    "withdraw_run",
    "work_run",
]
