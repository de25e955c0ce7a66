"""Pause: which waiting stretches stop which metrics; without a row nothing pauses."""

from __future__ import annotations

from uphold.policy.document.cells.words import read_yes_no
from uphold.policy.document.kinds.kind import Column, Kind

EVERY_METRIC = "every metric"
PAUSE = Kind(
    name="Pause",
    is_deciding=True,
    labels="metric",
    more_labels=(EVERY_METRIC,),
    columns=(Column("Pauses", read_yes_no, is_required=True),),
)
