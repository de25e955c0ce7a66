"""Rules of holidays in words: "day before Thanksgiving", "last Monday in May", "24 December", "Good Friday".

    rule     = date | weekday | named | beside
    date     = DAY MONTH | MONTH DAY                            24 December, July 4
    weekday  = ORDINAL WEEKDAY (in | of) MONTH                  last Monday in May, 2nd Friday of October
    named    = one of NAMED_RULES                               Good Friday, Thanksgiving, Boxing Day
    beside   = (day | N days | WEEKDAY) (before | after) rule   day after Thanksgiving, Friday before Easter

Case, a leading "the" and "st", "nd", "rd", "th" do not matter. Anything else is an UnknownRule, with the
nearest name as a hint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
}  # fmt: skip
MOST_NESTED = 3
"""How deep "day before day after ..." may go; each level looks at three years."""
MOST_DAYS = 366
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


class UnknownRule(ValueError):
    """The words are no rule of a holiday."""

    def __init__(self, words: str) -> None:
        near = get_close_matches(words.casefold(), NAMED_RULES, n=1, cutoff=0.6)
        hint = f" Did you mean '{near[0].title()}'?" if near else ""
        super().__init__(
            f"'{words}' is not a rule for a holiday; write it like '24 December', 'last Monday in May', "
            f"'Good Friday' or 'day before Thanksgiving'.{hint}"
        )


@dataclass(frozen=True, slots=True)
class YearlyDate:
    """The same date every year; 29 February only in leap years."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """The n-th weekday of a month; nth -1 is the last; a fifth only where there is one."""

    nth: int
    weekday: int
    month: int


@dataclass(frozen=True, slots=True)
class EasterDay:
    """Days after Easter Sunday of the Gregorian computus (negative: before)."""

    offset_days: int


@dataclass(frozen=True, slots=True)
class DaysBeside:
    """Calendar days after another rule (negative: before)."""

    rule: HolidayRule
    offset_days: int


@dataclass(frozen=True, slots=True)
class WeekdayBeside:
    """The nearest such weekday strictly before (direction -1) or after (1) another rule."""

    rule: HolidayRule
    weekday: int
    direction: int


HolidayRule = YearlyDate | WeekdayOfMonth | EasterDay | DaysBeside | WeekdayBeside

NAMED_RULES: dict[str, HolidayRule] = {
    "new year's day": YearlyDate(1, 1),
    "epiphany": YearlyDate(1, 6),
    "martin luther king day": WeekdayOfMonth(3, 0, 1),
    "presidents' day": WeekdayOfMonth(3, 0, 2),
    "maundy thursday": EasterDay(-3),
    "good friday": EasterDay(-2),
    "easter": EasterDay(0),
    "easter sunday": EasterDay(0),
    "easter monday": EasterDay(1),
    "ascension day": EasterDay(39),
    "whit sunday": EasterDay(49),
    "whit monday": EasterDay(50),
    "corpus christi": EasterDay(60),
    "may day": YearlyDate(5, 1),
    "memorial day": WeekdayOfMonth(-1, 0, 5),
    "juneteenth": YearlyDate(6, 19),
    "canada day": YearlyDate(7, 1),
    "independence day": YearlyDate(7, 4),
    "labor day": WeekdayOfMonth(1, 0, 9),
    "columbus day": WeekdayOfMonth(2, 0, 10),
    "canadian thanksgiving": WeekdayOfMonth(2, 0, 10),
    "all saints' day": YearlyDate(11, 1),
    "veterans day": YearlyDate(11, 11),
    "thanksgiving": WeekdayOfMonth(4, 3, 11),
    "thanksgiving day": WeekdayOfMonth(4, 3, 11),
    "christmas eve": YearlyDate(12, 24),
    "christmas": YearlyDate(12, 25),
    "christmas day": YearlyDate(12, 25),
    "boxing day": YearlyDate(12, 26),
    "new year's eve": YearlyDate(12, 31),
}
"""Names without a country; Thanksgiving and Independence Day are those of the United States."""


def read_rule(words: str) -> HolidayRule:
    """The rule that the words state. Raises UnknownRule.

    >>> read_rule("day before Thanksgiving")
    DaysBeside(rule=WeekdayOfMonth(nth=4, weekday=3, month=11), offset_days=-1)
    """
    text = " ".join(words.replace("\u2019", "'").casefold().split()).removeprefix("the ")
    if len(re.findall(r" (?:before|after) ", text)) > MOST_NESTED:
        raise UnknownRule(words)
    rule = NAMED_RULES.get(text) or _read_beside(text) or _read_weekday(text) or _read_date(text)
    if rule is None:
        raise UnknownRule(words)
    return rule


def dates_of_rule(rule: HolidayRule, *, year: int) -> frozenset[date]:
    """The dates of a year that the rule names; none or several are possible ("day before 1 January").

    >>> dates_of_rule(read_rule("Good Friday"), year=2026)
    frozenset({datetime.date(2026, 4, 3)})
    """
    if isinstance(rule, YearlyDate):
        return frozenset(on for on in (_date_or_none(year, rule.month, rule.day),) if on)
    if isinstance(rule, WeekdayOfMonth):
        return frozenset(on for on in (_weekday_of_month(rule, year),) if on)
    if isinstance(rule, EasterDay):
        return frozenset({easter_sunday(year) + timedelta(days=rule.offset_days)})
    moved = (
        _moved(rule, on) for near in (year - 1, year, year + 1) for on in dates_of_rule(rule.rule, year=near)
    )
    return frozenset(on for on in moved if on.year == year)


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus 1991, chapter 8).

    >>> easter_sunday(2027).isoformat()
    '2027-03-28'
    """
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leap, rest = divmod(century, 4)
    correction = (century + 8) // 25
    moon = (19 * golden + century - leap - (century - correction + 1) // 3 + 15) % 30
    quarter, remainder = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - moon - remainder) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _read_beside(text: str) -> HolidayRule | None:
    found = re.fullmatch(r"(?:(\w+) )?(\w+) (before|after) (.+)", text)
    if not found:
        return None
    count, what, side, rest = found.groups()
    direction = 1 if side == "after" else -1
    if what in WEEKDAYS and count is None:
        return WeekdayBeside(read_rule(rest), WEEKDAYS.index(what), direction)
    days = NUMBERS.get(count or "one") or (int(count) if count and count.isdecimal() else None)
    if what not in {"day", "days"} or days is None or days > MOST_DAYS:
        return None
    return DaysBeside(read_rule(rest), direction * days)


def _read_weekday(text: str) -> HolidayRule | None:
    found = re.fullmatch(r"(\w+) (\w+) (?:in|of) (\w+)", text)
    if not found:
        return None
    ordinal, weekday, month = found.groups()
    if ordinal not in ORDINALS or weekday not in WEEKDAYS or month not in MONTHS:
        return None
    return WeekdayOfMonth(ORDINALS[ordinal], WEEKDAYS.index(weekday), MONTHS.index(month) + 1)


def _read_date(text: str) -> HolidayRule | None:
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+)", text)
    turned = re.fullmatch(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?", text)
    day, month = found.groups() if found else turned.groups()[::-1] if turned else ("", "")
    if month not in MONTHS or _date_or_none(2024, MONTHS.index(month) + 1, int(day)) is None:
        return None
    return YearlyDate(MONTHS.index(month) + 1, int(day))


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday_of_month(rule: WeekdayOfMonth, year: int) -> date | None:
    if rule.nth == -1:
        last = date(year + rule.month // 12, rule.month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - rule.weekday) % 7)
    offset_days = (rule.weekday - date(year, rule.month, 1).weekday()) % 7 + 7 * (rule.nth - 1)
    return _date_or_none(year, rule.month, 1 + offset_days)


def _moved(rule: DaysBeside | WeekdayBeside, on: date) -> date:
    if isinstance(rule, DaysBeside):
        return on + timedelta(days=rule.offset_days)
    days = rule.direction * (rule.weekday - on.weekday())
    return on + timedelta(days=rule.direction * ((days - 1) % 7 + 1))
