"""Channel: the ways to reach support, and when they are open."""

from __future__ import annotations

from uphold.policy.document.cells.choices import hours_or_always
from uphold.policy.document.kinds.kind import ALSO_CALLED, MEANING, Column, Kind

CHANNEL = Kind(
    name="Channel", columns=(Column("Hours", hours_or_always), MEANING, ALSO_CALLED), facts=("channel",)
)
