"""Allowance: what a plan includes in each period, and whether the rest is carried over."""

from __future__ import annotations

from uphold.policy.document.cells.choices import either, names_of, one_of
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.cells.words import read_day, read_number, read_words, read_yes_no
from uphold.policy.document.kinds.kind import MEANING, Column, Kind

PERIODS = ("week", "month", "quarter", "year", "term")
UNITS = ("serial", "deployment")
"""What a contract may cover by name; an allowance may be that of each."""
PER_UNIT = tuple(f"{period} per {unit}" for period in PERIODS for unit in UNITS)

ALLOWANCE = Kind(
    name="Allowance",
    columns=(
        Column("Plan", names_of("plan")),
        Column("Amount", read_number, is_required=True),
        Column("Unit"),
        Column("Per", one_of(*PERIODS, *PER_UNIT, what="period of an allowance")),
        Column("Rollover", either(read_yes_no, read_words, code="cell.yes-no", right="'yes'")),
        Column(
            "Expires",
            either(
                read_duration, read_day, read_words, code="cell.expires", right="'12 months' or '2026-12-31'"
            ),
        ),
        MEANING,
    ),
    may_repeat=True,
)
