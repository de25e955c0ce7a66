"""Charge: what work costs. Rows with one label in one clause are one tariff."""

from __future__ import annotations

from uphold.policy.document.cells.choices import either, one_of
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.cells.money import read_money, read_rate, read_surcharge
from uphold.policy.document.cells.rounding import read_work_rounding
from uphold.policy.document.cells.words import read_yes_no
from uphold.policy.document.kinds.kind import Column, Kind

CHARGE = Kind(
    name="Charge",
    is_deciding=True,
    columns=(
        Column("Rate", read_rate),
        Column("Plus", read_surcharge),
        Column(
            "Minimum", either(read_duration, read_money, code="cell.minimum", right="'2 hours' or '$50.00'")
        ),
        Column("Increment", read_duration),
        Column("Rounding", read_work_rounding),
        Column("Per", one_of("entry", "ticket", "event", "day", what="unit of a charge")),
        Column("Consent", read_yes_no),
    ),
    one_of=("rate", "plus"),
)
