"""Holiday: days on which weekday names do not count, by date, by country or by a rule in words."""

from __future__ import annotations

from uphold.policy.document.cells.words import read_day
from uphold.policy.document.kinds.kind import Column, Kind

HOLIDAY = Kind(
    name="Holiday",
    columns=(Column("Date", read_day), Column("Country"), Column("Subdivision"), Column("Rule")),
    may_repeat=True,
    one_of=("date", "country", "rule"),
)
