"""Contact: the path of escalation, in order."""

from __future__ import annotations

from uphold.policy.document.kinds.kind import Column, Kind

CONTACT = Kind(name="Contact", columns=(Column("Role"), Column("Address"), Column("Telephone")))
