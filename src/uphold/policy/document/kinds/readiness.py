"""Readiness: what must be ready before an appointment is confirmed, attested by somebody by name."""

from __future__ import annotations

from uphold.policy.document.cells.choices import names_of, one_of
from uphold.policy.document.kinds.kind import MEANING, Column, Kind

ALWAYS, WHEN_UNFAMILIAR = "always", "when unfamiliar"

READINESS = Kind(
    name="Readiness",
    columns=(
        Column("Request", names_of("request")),
        Column("Service", names_of("service")),
        Column("Needed", one_of(ALWAYS, WHEN_UNFAMILIAR, what="time when it is needed")),
        MEANING,
    ),
)
