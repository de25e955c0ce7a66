"""Evidence: what a request must bring, and whether work waits for it."""

from __future__ import annotations

from uphold.policy.document.cells.choices import names_of
from uphold.policy.document.cells.words import read_yes_no
from uphold.policy.document.kinds.kind import MEANING, Column, Kind

EVIDENCE = Kind(
    name="Evidence",
    columns=(
        Column("Request", names_of("request")),
        Column("Service", names_of("service")),
        Column("Blocking", read_yes_no),
        MEANING,
    ),
)
