"""Plan: what a customer may have bought, and when it begins and ends."""

from __future__ import annotations

from uphold.policy.document.cells.choices import either
from uphold.policy.document.cells.words import read_day, read_words, read_zone
from uphold.policy.document.kinds.kind import ALSO_CALLED, MEANING, Column, Kind

DAY_OR_WORDS = either(read_day, read_words, code="cell.date", right="'2026-01-31'")
PLAN = Kind(
    name="Plan",
    columns=(
        Column("Starts", DAY_OR_WORDS),
        Column("Ends", DAY_OR_WORDS),
        Column("Zone", read_zone),
        MEANING,
        ALSO_CALLED,
    ),
    facts=("plan",),
)
