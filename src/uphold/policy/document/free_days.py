"""Free days: Holiday tables as the holidays of the agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from uphold.policy.document.agreement import Cell, Clause
from uphold.policy.document.cells.words import date_of
from uphold.policy.document.findings import Findings
from uphold.policy.document.inline import plain
from uphold.policy.document.names import MalformedCell
from uphold.policy.document.tables import rows_of
from uphold.policy.time.holiday_rules import UnknownRule
from uphold.policy.time.holidays import (
    NO_HOLIDAYS,
    Holidays,
    UnknownCountry,
    country_holidays,
    holiday_on,
    holiday_rule,
)


def read_holidays(clauses: Sequence[Clause], *, findings: Findings) -> Holidays:
    """All holidays that the document names; they add up."""
    holidays = NO_HOLIDAYS
    for label, row in rows_of(clauses, kind="holiday"):
        for column in ("date", "country", "rule"):
            cell = row.get(column)
            if cell is None or not cell.text:
                continue
            try:
                holidays = holidays.joined(_holidays(column, row, name=plain(label.text)))
            except MalformedCell as malformed:
                findings.error(malformed.code, f"{column.capitalize()}: {malformed}", at=cell)
            except (UnknownRule, UnknownCountry) as unknown:
                findings.error("cell.holiday", f"{column.capitalize()}: {str(unknown).rstrip('.')}", at=cell)
    return holidays


def _holidays(column: str, row: Mapping[str, Cell], *, name: str) -> Holidays:
    text = plain(row[column].text)
    if column == "date":
        return Holidays(dates=(holiday_on(date_of(text), name=name),))
    if column == "rule":
        return Holidays(rules=(holiday_rule(text, name=name),))
    part = plain(row["subdivision"].text) if "subdivision" in row else ""
    return Holidays(countries=(country_holidays(text, subdivision=part or None),))
