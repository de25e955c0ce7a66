"""Request: what people ask for, which service that is, whether it concerns a working service, what must stand open."""

from __future__ import annotations

from uphold.policy.document.cells.choices import name_of, value_of
from uphold.policy.document.cells.words import read_yes_no
from uphold.policy.document.kinds.kind import ALSO_CALLED, MEANING, Column, Kind

REQUEST = Kind(
    name="Request",
    columns=(
        Column("Service", name_of("service")),
        Column("Affects service", read_yes_no),
        Column("Capability", value_of("capability")),
        MEANING,
        ALSO_CALLED,
    ),
    facts=("request",),
)
