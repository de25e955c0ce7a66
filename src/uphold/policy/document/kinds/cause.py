"""Cause: what a problem may turn out to come from, and whose fault that is."""

from __future__ import annotations

from uphold.policy.document.cells.choices import value_of
from uphold.policy.document.kinds.kind import ALSO_CALLED, MEANING, Column, Kind

CAUSE = Kind(
    name="Cause", columns=(MEANING, Column("Fault", value_of("fault")), ALSO_CALLED), facts=("cause",)
)
