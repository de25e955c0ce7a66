"""Lifecycle: what a step in the life of a ticket brings with it; the label is the step."""

from __future__ import annotations

from uphold.policy.document.cells.choices import name_of, one_of
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.kinds.kind import Column, Kind

LIFECYCLE = Kind(
    name="Lifecycle",
    is_deciding=True,
    labels="step",
    columns=(
        Column("New priority", name_of("priority")),
        Column("Status"),
        Column("Targets", one_of("keep", "end", "superseded", what="fate of targets")),
        Column("After", read_duration),
        Column("Duty"),
    ),
    one_of=("new priority", "status", "targets", "after", "duty"),
)
