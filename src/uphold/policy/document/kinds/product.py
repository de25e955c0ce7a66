"""Product: what is supported or under warranty, its family, and how long the warranty lasts from when."""

from __future__ import annotations

from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.kinds.kind import ALSO_CALLED, MEANING, Column, Kind

PRODUCT = Kind(
    name="Product",
    columns=(Column("Family"), Column("Warranty", read_duration), Column("From"), MEANING, ALSO_CALLED),
    facts=("product",),
)
