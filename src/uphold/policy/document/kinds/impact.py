"""Impact: how much is out of order. Its Priority column is short for Triage rows."""

from __future__ import annotations

from uphold.policy.decide.condition import OneOf
from uphold.policy.decide.rule import Entry, Rule
from uphold.policy.document.cells.choices import name_of
from uphold.policy.document.kinds.kind import ALSO_CALLED, MEANING, Column, Kind


def triage_of(entry: Entry) -> tuple[Rule, ...]:
    """The Triage row that the row of an impact is short for, none without a priority."""
    priority = entry.cells.get("priority")
    if priority is None:
        return ()
    return (
        Rule(
            kind="triage",
            label=entry.name,
            conditions=(("impact", OneOf(frozenset({entry.name}))),),
            terms={"priority": priority},
            citation=entry.citation,
        ),
    )


IMPACT = Kind(
    name="Impact",
    columns=(MEANING, Column("Examples"), Column("Priority", name_of("priority")), ALSO_CALLED),
    facts=("impact",),
    stands_for=triage_of,
)
