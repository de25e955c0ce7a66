"""Fact: what an agreement asks beyond the fixed lists: names to choose from, or a number."""

from __future__ import annotations

from uphold.policy.document.kinds.kind import MEANING, Column, Kind

FACT = Kind(
    name="Fact",
    columns=(Column("Values", is_required=True), Column("Unless stated"), Column("Asked of"), MEANING),
)
