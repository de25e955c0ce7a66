"""Spans, instants, money and minutes in the words of the desk, so that every page says them alike."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from babel.numbers import format_currency
from django.utils.dates import MONTHS_3, WEEKDAYS_ABBR
from django.utils.translation import get_language, gettext, ngettext, to_locale

from uphold.policy.charges.minor_units import USUAL_DIGITS, minor_digits

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def span(length: timedelta) -> str:
    """Say a length of time shortly: "42 min", "1 h 10", "3 d 4 h"."""
    seconds = abs(int(length.total_seconds()))
    said = _said(get_language())
    if seconds < MINUTE:
        return said.under_a_minute
    if seconds < DAY:
        return minutes(seconds // MINUTE)
    days, hours = seconds // DAY, seconds % DAY // HOUR
    return said.days_and_hours % (days, hours) if hours else said.days % days


def minutes(count: int) -> str:
    """Say a number of minutes exactly: "12 min", "2 h", "2 h 05"."""
    said = _said(get_language())
    if count < 60:
        return said.minutes % count
    return said.hours_and_minutes % divmod(count, 60) if count % 60 else said.hours % (count // 60)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Measure real time: two instants of one zone would else be subtracted by the clock on the wall."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def relative(at: datetime, now: datetime) -> str:
    """Say an instant as its distance from now: "in 42 min", "3 d 4 h ago"."""
    left = elapsed(now, at)
    if abs(left) < timedelta(minutes=1):
        return gettext("just now")
    said = _said(get_language())
    return (said.ahead if left > timedelta() else said.ago) % {"span": span(left)}


def instant(at: datetime, zone: ZoneInfo, *, now: datetime | None = None) -> str:
    """Say an instant as a clock on the wall of `zone` shows it, with the year only where it is another."""
    local = at.astimezone(zone)
    is_other_year = now is not None and local.year != now.astimezone(zone).year
    said = _said(get_language())
    return (said.instant_of_year if is_other_year else said.instant) % {
        "weekday": said.weekdays[local.weekday()],
        "number": local.day,
        "month": said.months[local.month],
        "year": local.year,
        "clock": f"{local.hour:02}:{local.minute:02}",
    }


def day(local: date) -> str:
    """Name a day shortly: "Tue 24"."""
    said = _said(get_language())
    return said.day % {"weekday": said.weekdays[local.weekday()], "number": local.day}


def place(zone: ZoneInfo) -> str:
    """Name a zone as people do: by its city."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def money(amount: Decimal, currency: str) -> str:
    """Print an amount as the reader's language writes it, with the digits that its currency has."""
    is_usual = minor_digits(currency) == USUAL_DIGITS
    locale = to_locale(get_language() or "en")
    return format_currency(amount, currency, locale=locale, currency_digits=not is_usual)


def plural(count: int, one: str, many: str) -> str:
    """Choose the form for a count and put the count into it: "%(count)s ticket", "%(count)s tickets"."""
    return ngettext(one, many, count) % {"count": count}


@dataclass(frozen=True, slots=True)
class _Said:
    """The patterns of one language: looked up once, for a list says hundreds of them."""

    under_a_minute: str
    minutes: str
    hours: str
    hours_and_minutes: str
    days: str
    days_and_hours: str
    ahead: str
    ago: str
    day: str
    instant: str
    instant_of_year: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]


@cache
def _said(language: str | None) -> _Said:  # noqa: ARG001 - the key of what is kept
    return _Said(
        under_a_minute=gettext("under 1 min"),
        minutes=gettext("%d min"),
        hours=gettext("%d h"),
        hours_and_minutes=gettext("%d h %02d"),
        days=gettext("%d d"),
        days_and_hours=gettext("%d d %d h"),
        ahead=gettext("in %(span)s"),
        ago=gettext("%(span)s ago"),
        day=gettext("%(weekday)s %(number)d"),
        instant=gettext("%(weekday)s %(number)d %(month)s, %(clock)s"),
        instant_of_year=gettext("%(weekday)s %(number)d %(month)s %(year)d, %(clock)s"),
        weekdays=tuple(str(WEEKDAYS_ABBR[number]) for number in range(7)),
        months=("", *(str(MONTHS_3[number]).title() for number in range(1, 13))),
    )
