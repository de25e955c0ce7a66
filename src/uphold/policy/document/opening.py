"""Opening: Hours tables as the hours that a calendar is compiled from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from uphold.policy.document.agreement import Cell, Clause
from uphold.policy.document.cells.opening import (
    ALWAYS,
    OTHER_HOURS,
    WHOLE_DAY,
    OpenDays,
    between,
    read_days,
    read_edge,
)
from uphold.policy.document.cells.words import zone_name
from uphold.policy.document.findings import Findings
from uphold.policy.document.hours import assembled, is_ever_open
from uphold.policy.document.inline import plain
from uphold.policy.document.names import MalformedCell, Vocabulary, key_of
from uphold.policy.document.tables import rows_of
from uphold.policy.time.holidays import Holidays
from uphold.policy.time.hours import (
    AlwaysHours,
    DatedHours,
    Hours,
    HoursRule,
    OtherHours,
    Shift,
    WeeklyHours,
    Window,
)


@dataclass(slots=True)
class Draft:
    """The hours of one name while their rows add up; `whole` is the Days cell of a row that stands alone."""

    first: Cell
    zone: str | None = None
    whole: str | None = None
    rules: list[HoursRule] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    dated: dict[date, DatedHours] = field(default_factory=dict)

    @property
    def has_rows(self) -> bool:
        """Whether a row was added already."""
        return bool(self.whole or self.rules or self.windows or self.dated)


def read_hours(
    clauses: Sequence[Clause],
    *,
    vocabulary: Vocabulary,
    holidays: Holidays,
    effective_on: date,
    findings: Findings,
) -> dict[str, Hours]:
    """The hours by declared name, holidays in them; hours that never open go to `findings`."""
    drafts: dict[str, Draft] = {}
    for label, row in rows_of(clauses, kind="hours"):
        name = vocabulary.name(plain(label.text), kind="hours")
        draft = drafts.setdefault(name, Draft(label))
        text = {column: plain(cell.text) for column, cell in row.items()}
        refused = _add(draft, text, zone=vocabulary.zone)
        if refused is not None:
            column, problem = refused
            findings.error(problem.code, f"{column.capitalize()}: {problem}", at=row.get(column, label))
    hours = assembled(
        {name: _hours(draft, zone=vocabulary.zone) for name, draft in drafts.items()}, holidays=holidays
    )
    _report_closed(hours, drafts=drafts, on=effective_on, findings=findings)
    return hours


def _add(draft: Draft, text: Mapping[str, str], *, zone: str) -> tuple[str, MalformedCell] | None:
    """Adds a row to the hours of its name; what cannot be read comes back with its column."""
    column = "zone"
    try:
        stated = zone_name(text["zone"]) if text.get("zone") else zone
        draft.zone = draft.zone or stated
        column = "from"
        opens = read_edge(text.get("from", ""), zone=stated)
        column = "to"
        closes = read_edge(text.get("to", ""), zone=stated)
        column = "from"
        part = between(opens, closes)
        column = "days"
        _add_part(draft, text.get("days", ""), part=part, zone=stated)
    except MalformedCell as malformed:
        return column, malformed
    return None


def _add_part(draft: Draft, days: str, *, part: Window | Shift, zone: str) -> None:
    if key_of(days) == OTHER_HOURS or key_of(days) in ALWAYS or draft.whole is not None:
        if draft.has_rows or part != WHOLE_DAY:
            text = f"'{draft.whole or days}' stands alone, without times and without other rows of the name"
            raise MalformedCell("hours.mixed", text)
        draft.whole = key_of(days)
    elif isinstance(part, Shift):
        _add_days(draft, read_days(days), shift=part, zone=zone)
    elif days:
        text = f"'{days}' does not go with times that name weekdays; leave the cell empty"
        raise MalformedCell("cell.days", text)
    else:
        draft.windows.append(part)


def _add_days(draft: Draft, days: OpenDays, *, shift: Shift, zone: str) -> None:
    if days.weekdays or days.is_on_holidays:
        rule = HoursRule(weekdays=days.weekdays, shift=shift, is_on_holidays=days.is_on_holidays, zone=zone)
        draft.rules.append(rule)
    for on in days.dates:
        same = draft.dated.get(on, DatedHours(on=on, shifts=()))
        draft.dated[on] = replace(same, shifts=(*same.shifts, shift))


def _hours(draft: Draft, *, zone: str) -> Hours:
    zone = draft.zone or zone
    if draft.whole == OTHER_HOURS:
        return OtherHours(zone=zone, than=())
    if draft.whole is not None:
        return AlwaysHours(zone=zone)
    return WeeklyHours(
        zone=zone,
        rules=tuple(replace(rule, zone=None) if rule.zone == zone else rule for rule in draft.rules),
        windows=tuple(draft.windows),
        dated=tuple(draft.dated.values()),
    )


def _report_closed(
    hours: Mapping[str, Hours], *, drafts: Mapping[str, Draft], on: date, findings: Findings
) -> None:
    others = [name for name, each in hours.items() if isinstance(each, OtherHours)]
    for name, each in hours.items():
        if drafts[name].has_rows and not is_ever_open(each, on=on):
            findings.error("hours.never-open", f"'{name}' never opens", at=drafts[name].first)
    for name in others[1:]:
        text = f"'{others[0]}' is all other hours already; only one name can be"
        findings.error("hours.other-twice", text, at=drafts[name].first)
