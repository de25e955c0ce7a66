"""Example: a worked case that customers read and the checker runs."""

from __future__ import annotations

from uphold.policy.document.kinds.kind import Column, Kind

EXAMPLE = Kind(
    name="Example",
    columns=(Column("Given", is_required=True), Column("Then", is_required=True)),
    may_repeat=True,
)
