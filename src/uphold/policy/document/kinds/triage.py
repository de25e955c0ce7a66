"""Triage: which priority a request has."""

from __future__ import annotations

from uphold.policy.document.cells.choices import name_of
from uphold.policy.document.kinds.kind import Column, Kind

TRIAGE = Kind(
    name="Triage", is_deciding=True, columns=(Column("Priority", name_of("priority"), is_required=True),)
)
