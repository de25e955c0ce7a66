"""Target: a promise about time; the label is the metric."""

from __future__ import annotations

from uphold.policy.document.cells.choices import CLOCK_START, MET_BY, either, hours_or_always, one_of
from uphold.policy.document.cells.durations import read_duration, read_period
from uphold.policy.document.cells.money import read_share
from uphold.policy.document.kinds.kind import Column, Kind

TARGET = Kind(
    name="Target",
    is_deciding=True,
    labels="metric",
    columns=(
        Column("Within", read_period, is_required=True),
        Column("Clock", hours_or_always),
        Column("Commitment", one_of("target", "best effort", what="commitment")),
        Column("From", CLOCK_START),
        Column("Met by", MET_BY),
        Column(
            "Warn at", either(read_share, read_duration, code="cell.warn-at", right="'80 %' or '30 minutes'")
        ),
    ),
)
