"""Admission: whether, how and from when a request or a wish for work is taken in."""

from __future__ import annotations

from uphold.policy.document.cells.answers import ADMISSION as ANSWERS
from uphold.policy.document.cells.answers import answer_of
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.kinds.kind import Column, Kind

ADMISSION = Kind(
    name="Admission",
    is_deciding=True,
    columns=(
        Column("Answer", answer_of(ANSWERS), is_required=True),
        Column("Notice", read_duration),
        Column("Words"),
    ),
)
