"""Spans, instants, money and minutes in the words of the desk, so that every page says them alike."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.numbers import format_currency
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext, to_locale

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def span(length: timedelta) -> str:
    """Say a length of time shortly: "42 min", "1 h 10", "3 d 4 h"."""
    seconds = abs(int(length.total_seconds()))
    if seconds < MINUTE:
        return gettext("under 1 min")
    if seconds < HOUR:
        return gettext("%(minutes)d min") % {"minutes": seconds // MINUTE}
    if seconds < DAY:
        return _two(
            seconds // HOUR, seconds % HOUR // MINUTE, whole=gettext("%d h"), both=gettext("%d h %02d")
        )
    return _two(seconds // DAY, seconds % DAY // HOUR, whole=gettext("%d d"), both=gettext("%d d %d h"))


def minutes(count: int) -> str:
    """Say a number of minutes exactly: "12 min", "2 h", "2 h 05"."""
    if count < 60:
        return gettext("%(minutes)d min") % {"minutes": count}
    return _two(count // 60, count % 60, whole=gettext("%d h"), both=gettext("%d h %02d"))


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Measure real time: two instants of one zone would else be subtracted by the clock on the wall."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def relative(at: datetime, now: datetime) -> str:
    """Say an instant as its distance from now: "in 42 min", "3 d 4 h ago"."""
    left = elapsed(now, at)
    if abs(left) < timedelta(minutes=1):
        return gettext("just now")
    words = gettext("in %(span)s") if left > timedelta() else gettext("%(span)s ago")
    return words % {"span": span(left)}


def instant(at: datetime, zone: ZoneInfo, *, now: datetime | None = None) -> str:
    """Say an instant as a clock on the wall of `zone` shows it, with the year only where it is another."""
    local = at.astimezone(zone)
    same_year = now is None or local.year == now.astimezone(zone).year
    return date_format(local, "D j M, H:i" if same_year else "D j M Y, H:i")


def place(zone: ZoneInfo) -> str:
    """Name a zone as people do: by its city."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def money(amount: Decimal, currency: str) -> str:
    """Print an amount as the reader's language writes it."""
    return format_currency(amount, currency, locale=to_locale(get_language() or "en"))


def plural(count: int, one: str, many: str) -> str:
    """Choose the form for a count and put the count into it: "%(count)s ticket", "%(count)s tickets"."""
    return ngettext(one, many, count) % {"count": count}


def _two(large: int, small: int, *, whole: str, both: str) -> str:
    return both % (large, small) if small else whole % large
