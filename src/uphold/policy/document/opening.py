"""Opening: Hours and Holiday tables as the hours that a calendar is compiled from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from uphold.policy.document.agreement import Cell, Clause, Table
from uphold.policy.document.cells.opening import (
    ALWAYS,
    OTHER_HOURS,
    OpenDays,
    read_days,
    read_moment,
    read_time,
)
from uphold.policy.document.cells.words import date_of, zone_name
from uphold.policy.document.findings import Findings
from uphold.policy.document.inline import plain
from uphold.policy.document.names import MalformedCell, Vocabulary, key_of
from uphold.policy.time.holiday_rules import UnknownRule
from uphold.policy.time.holidays import (
    NO_HOLIDAYS,
    Holidays,
    UnknownCountry,
    country_holidays,
    holiday_on,
    holiday_rule,
)  # fmt: skip
from uphold.policy.time.hours import (
    AlwaysHours,
    DatedHours,
    Hours,
    HoursRule,
    OtherHours,
    Shift,
    WeeklyHours,
    Window,
)  # fmt: skip
from uphold.policy.time.instants import DAY_SECONDS
from uphold.policy.time.opening import stretches

Rows = Sequence[Mapping[str, Cell]]
YEAR = timedelta(days=366)
WHOLE_DAY = Shift(0, DAY_SECONDS)


@dataclass(slots=True)
class Drawn:
    """Hours of one name while their rows add up."""

    first: Cell
    zone: str | None = None
    rules: tuple[HoursRule, ...] = ()
    windows: tuple[Window, ...] = ()
    dated: tuple[DatedHours, ...] = ()
    is_other: bool = False
    is_always: bool = False


def read_hours(
    clauses: Sequence[Clause], *, vocabulary: Vocabulary, effective_on: date, findings: Findings
) -> dict[str, Hours]:
    """The hours by declared name, holidays in them."""
    holidays = read_holidays(clauses, findings=findings)
    drawn: dict[str, Drawn] = {}
    for row in rows_of(clauses, kind="hours"):
        label = plain(row[""].text)
        if not label:
            continue
        name = vocabulary.declared["hours"][key_of(label)]
        try:
            _draw(drawn.setdefault(name, Drawn(row[""])), row, zone=vocabulary.zone, findings=findings)
        except MalformedCell as malformed:
            findings.error(malformed.code, str(malformed), at=row[""])
    hours = assembled(
        {name: _plain_hours(each, vocabulary.zone) for name, each in drawn.items()}, holidays=holidays
    )
    _report_closed(hours, drawn=drawn, on=effective_on, findings=findings)
    return hours


def read_holidays(clauses: Sequence[Clause], *, findings: Findings) -> Holidays:
    """All holidays that the document names; they add up."""
    holidays = NO_HOLIDAYS
    for row in rows_of(clauses, kind="holiday"):
        name = plain(row[""].text)
        for column, cell in row.items():
            try:
                holidays = holidays.joined(_holiday(column, plain(cell.text), name=name, row=row))
            except MalformedCell as malformed:
                findings.error(malformed.code, f"{column.title()}: {malformed}", at=cell)
            except (UnknownRule, UnknownCountry) as unknown:
                findings.error("cell.holiday", f"{column.title()}: {unknown}", at=cell)
    return holidays


def assembled(hours: Mapping[str, Hours], *, holidays: Holidays) -> dict[str, Hours]:
    """The same hours with these holidays added, and with every `all other hours` drawn anew around the rest."""
    named = {
        name: replace(each, holidays=each.holidays.joined(holidays))
        if isinstance(each, WeeklyHours)
        else each
        for name, each in hours.items()
    }
    others = tuple(each for each in named.values() if not isinstance(each, OtherHours))
    return {
        name: replace(each, than=others) if isinstance(each, OtherHours) else each
        for name, each in named.items()
    }


def for_customer(hours: Hours, *, zone: str) -> Hours:
    """The hours with the customer's own zone in place of `customer`."""
    if isinstance(hours, OtherHours):
        than = tuple(for_customer(other, zone=zone) for other in hours.than)
        return replace(hours, zone=_own(hours.zone, zone), than=than)
    if isinstance(hours, AlwaysHours):
        return replace(hours, zone=_own(hours.zone, zone))
    rules = tuple(replace(rule, zone=_own(rule.zone, zone) if rule.zone else None) for rule in hours.rules)
    windows = tuple(
        replace(
            window,
            opens=replace(window.opens, zone=_own(window.opens.zone, zone)),
            closes=replace(window.closes, zone=_own(window.closes.zone, zone)),
        )
        for window in hours.windows
    )
    return replace(hours, zone=_own(hours.zone, zone), rules=rules, windows=windows)


def is_always_open(hours: Hours, *, on: date) -> bool:
    """Whether the hours never close within a year from a date."""
    if isinstance(hours, AlwaysHours):
        return True
    open_for = stretches(for_customer(hours, zone="UTC"), first_on=on, last_on=on + YEAR)
    return len(open_for) == 1 and open_for[0][1] - open_for[0][0] == (YEAR.days + 1) * DAY_SECONDS


def rows_of(clauses: Sequence[Clause], *, kind: str) -> list[dict[str, Cell]]:
    """The rows of all tables of a kind, cells by column in lower case, the label under the empty name."""
    rows: list[dict[str, Cell]] = []
    for table in (part for clause in clauses for part in clause.parts if isinstance(part, Table)):
        if table.kind == kind:
            columns = ["", *(key_of(plain(cell.text)) for cell in table.header[1:])]
            rows += [dict(zip(columns, row.cells, strict=False)) for row in table.rows if row.cells]
    return rows


def _draw(drawn: Drawn, row: Mapping[str, Cell], *, zone: str, findings: Findings) -> None:
    text = {column: plain(cell.text) for column, cell in row.items()}
    stated = zone_name(text["zone"]) if text.get("zone") else None
    drawn.zone = drawn.zone or stated
    days, opens, closes = text.get("days", ""), text.get("from", ""), text.get("to", "")
    if key_of(days) == OTHER_HOURS or key_of(days) in ALWAYS:
        if opens or closes or drawn.rules or drawn.windows or drawn.is_other or drawn.is_always:
            raise MalformedCell(
                "hours.mixed", f"'{days}' stands alone: no times beside it and no other row of the name"
            )
        drawn.is_other, drawn.is_always = key_of(days) == OTHER_HOURS, key_of(days) != OTHER_HOURS
        return
    if drawn.is_other or drawn.is_always:
        raise MalformedCell(
            "hours.mixed", f"'{text['']}' is whole in another row already; give these hours another name"
        )
    window = _window(opens, closes, zone=stated or zone)
    if window is not None:
        if days:
            raise MalformedCell(
                "cell.days", "a row from one weekday to another takes no Days; leave the cell empty"
            )
        drawn.windows = (*drawn.windows, window)
        return
    _add_shifts(drawn, _days(days), shift=_shift(opens, closes), zone=stated)


def _days(days: str) -> OpenDays:
    if not days:
        raise MalformedCell("cell.days", "Days is empty; write it like 'Monday to Friday' or 'every day'")
    return read_days(days)


def _add_shifts(drawn: Drawn, days: OpenDays, *, shift: Shift, zone: str | None) -> None:
    if days.weekdays or days.is_on_holidays:
        rule = HoursRule(weekdays=days.weekdays, shift=shift, is_on_holidays=days.is_on_holidays, zone=zone)
        drawn.rules = (*drawn.rules, rule)
    for on in days.dates:
        same = next((dated for dated in drawn.dated if dated.on == on), DatedHours(on=on, shifts=()))
        others = tuple(dated for dated in drawn.dated if dated.on != on)
        drawn.dated = (*others, replace(same, shifts=(*same.shifts, shift)))


def _shift(opens: str, closes: str) -> Shift:
    if not opens and not closes:
        return WHOLE_DAY
    if not opens or not closes:
        raise MalformedCell(
            "cell.time", "From and To go together; write both like '09:00' and '17:00', or neither"
        )
    return Shift(read_time(opens) % DAY_SECONDS, read_time(closes))


def _window(opens: str, closes: str, *, zone: str) -> Window | None:
    first, last = read_moment(opens, zone=zone), read_moment(closes, zone=zone)
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise MalformedCell(
            "cell.time", "From and To name a weekday both or neither, like 'Friday 17:00' and 'Monday 09:00'"
        )
    return Window(opens=first, closes=last)


def _plain_hours(drawn: Drawn, zone: str) -> Hours:
    zone = drawn.zone or zone
    if drawn.is_other:
        return OtherHours(zone=zone, than=())
    if drawn.is_always:
        return AlwaysHours(zone=zone)
    return WeeklyHours(zone=zone, rules=drawn.rules, windows=drawn.windows, dated=drawn.dated)


def _report_closed(
    hours: Mapping[str, Hours], *, drawn: Mapping[str, Drawn], on: date, findings: Findings
) -> None:
    for name, each in hours.items():
        if not _ever_opens(each, on=on):
            findings.error("hours.never-open", f"'{name}' never opens", at=drawn[name].first)
    others = [name for name, each in hours.items() if isinstance(each, OtherHours)]
    for name in others[1:]:
        text = f"'{others[0]}' is all other hours already; only one name can be"
        findings.error("hours.other-twice", text, at=drawn[name].first)


def _ever_opens(hours: Hours, *, on: date) -> bool:
    if isinstance(hours, WeeklyHours) and any(rule.weekdays for rule in hours.rules):
        return True
    if isinstance(hours, WeeklyHours) and hours.dated:
        return True
    return bool(stretches(for_customer(hours, zone="UTC"), first_on=on, last_on=on + YEAR))


def _holiday(column: str, text: str, *, name: str, row: Mapping[str, Cell]) -> Holidays:
    if not text:
        return NO_HOLIDAYS
    if column == "date":
        return Holidays(dates=(holiday_on(date_of(text), name=name),))
    if column == "rule":
        return Holidays(rules=(holiday_rule(text, name=name),))
    if column == "country":
        part = plain(row["subdivision"].text) if "subdivision" in row else ""
        return Holidays(countries=(country_holidays(text, subdivision=part or None),))
    return NO_HOLIDAYS


def _own(stated: str, zone: str) -> str:
    return zone if stated == "customer" else stated
