"""Entitlement: which releases are owed, and at what charge; the label is the kind of release."""

from __future__ import annotations

from uphold.policy.document.cells.money import read_rate
from uphold.policy.document.cells.words import read_yes_no
from uphold.policy.document.kinds.kind import Column, Kind

ENTITLEMENT = Kind(
    name="Entitlement",
    is_deciding=True,
    columns=(Column("Entitled", read_yes_no, is_required=True), Column("Charge", read_rate)),
    facts=("release",),
)
