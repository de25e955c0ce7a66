"""Refund: which credits come back, or what money the provider owes."""

from __future__ import annotations

from uphold.policy.document.cells.choices import either
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.cells.money import read_refund
from uphold.policy.document.cells.words import read_words
from uphold.policy.document.kinds.kind import Column, Kind

REFUND = Kind(
    name="Refund",
    is_deciding=True,
    columns=(
        Column("Amount", read_refund, is_required=True),
        Column("Work"),
        Column("On"),
        Column("Cap", either(read_refund, read_words, code="cell.cap", right="'30 % of the monthly fee'")),
        Column("Claim within", read_duration),
    ),
)
