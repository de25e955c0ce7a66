"""Hours: when somebody is there. Rows of one name add up; compiled by `document.opening`."""

from __future__ import annotations

from uphold.policy.document.cells.words import read_zone
from uphold.policy.document.kinds.kind import Column, Kind

HOURS = Kind(
    name="Hours",
    columns=(Column("Days"), Column("From"), Column("To"), Column("Zone", read_zone)),
    facts=("hours", "contact made in"),
    may_repeat=True,
)
