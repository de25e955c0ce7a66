"""Priority: the levels, with the times promised at each: the short form of Target rows."""

from __future__ import annotations

from uphold.policy.decide.condition import OneOf
from uphold.policy.decide.rule import Entry, Rule
from uphold.policy.document.cells.choices import hours_or_always
from uphold.policy.document.cells.durations import read_period
from uphold.policy.document.cells.words import read_number
from uphold.policy.document.kinds.kind import ALSO_CALLED, MEANING, Column, Kind

PROMISED = ("first response", "next response", "update", "resolution")


def targets_of(entry: Entry) -> tuple[Rule, ...]:
    """The Target rows that the row of a priority is short for, one a metric that it speaks of."""
    clock = {"clock": entry.cells["clock"]} if "clock" in entry.cells else {}
    return tuple(
        Rule(
            kind="target",
            label=metric,
            conditions=(("priority", OneOf(frozenset({entry.name}))),),
            terms={"within": entry.cells[metric], **clock},
            citation=entry.citation,
        )
        for metric in PROMISED
        if metric in entry.cells
    )


PRIORITY = Kind(
    name="Priority",
    columns=(
        Column("Level", read_number),
        ALSO_CALLED,
        MEANING,
        Column("First response", read_period),
        Column("Next response", read_period),
        Column("Update", read_period),
        Column("Resolution", read_period),
        Column("Clock", hours_or_always),
    ),
    facts=("priority",),
    stands_for=targets_of,
)
