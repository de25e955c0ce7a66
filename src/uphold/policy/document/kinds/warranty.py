"""Warranty: what happens to a claim for hardware."""

from __future__ import annotations

from uphold.policy.document.cells.answers import WARRANTY as ANSWERS
from uphold.policy.document.cells.answers import answer_of
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.cells.words import read_yes_no
from uphold.policy.document.kinds.kind import Column, Kind

WARRANTY = Kind(
    name="Warranty",
    is_deciding=True,
    columns=(
        Column("Answer", answer_of(ANSWERS), is_required=True),
        Column("Fault analysis", read_yes_no),
        Column("Customer pays"),
        Column("Return within", read_duration),
        Column("Otherwise"),
    ),
)
