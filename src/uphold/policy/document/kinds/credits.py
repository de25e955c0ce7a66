"""Credits: the packages of support credits that can be bought, one a row."""

from __future__ import annotations

from uphold.policy.document.cells.choices import either
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.cells.money import read_price
from uphold.policy.document.cells.words import read_day, read_number, read_words
from uphold.policy.document.kinds.kind import MEANING, Column, Kind

CREDITS = Kind(
    name="Credits",
    columns=(
        Column("Amount", read_number, is_required=True),
        Column("Price", read_price),
        Column(
            "Expires",
            either(
                read_duration, read_day, read_words, code="cell.expires", right="'12 months' or '2026-12-31'"
            ),
        ),
        MEANING,
    ),
)
