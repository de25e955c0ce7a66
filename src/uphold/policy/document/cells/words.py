"""Plain cells: words, yes or no, numbers, dates, zones."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from uphold.policy.decide.terms import Day, Number, Words, YesNo
from uphold.policy.document.names import MalformedCell, Vocabulary, key_of
from uphold.policy.time.local import UnknownZone, zone_of

NUMBER = re.compile(r"(?P<number>[0-9]{1,9}(?:\.[0-9]{1,4})?)(?: (?:credits?|minutes?|hours?|incidents?))?")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_words(text: str, _vocabulary: Vocabulary) -> Words:
    """Any words, for people."""
    return Words(text)


def read_yes_no(text: str, _vocabulary: Vocabulary) -> YesNo:
    """`yes` or `no`, perhaps with a comma and words that explain it.

    >>> read_yes_no("no, paid work pauses", Vocabulary(currency="USD", zone="UTC"))
    YesNo(is_yes=False)
    """
    first = key_of(text.partition(",")[0])
    if first not in {"yes", "no"}:
        raise MalformedCell("cell.yes-no", f"'{text}' is neither yes nor no; write 'yes' or 'no'")
    return YesNo(first == "yes")


def read_number(text: str, _vocabulary: Vocabulary) -> Number:
    """A number; credits, minutes, hours and incidents may be named behind it.

    >>> read_number("120 credits", Vocabulary(currency="USD", zone="UTC"))
    Number(value=Decimal('120'))
    """
    found = NUMBER.fullmatch(key_of(text))
    if found is None:
        raise MalformedCell("cell.number", f"'{text}' is not a number; write it like '120'")
    return Number(Decimal(found["number"]))


def read_day(text: str, _vocabulary: Vocabulary) -> Day:
    """A date of the calendar.

    >>> read_day("2026-01-01", Vocabulary(currency="USD", zone="UTC"))
    Day(on=datetime.date(2026, 1, 1))
    """
    return Day(date_of(text))


def date_of(text: str) -> date:
    """The date written YYYY-MM-DD. Raises MalformedCell."""
    try:
        if ISO_DATE.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        raise MalformedCell("cell.date", f"'{text}' is no day of the calendar") from None
    raise MalformedCell("cell.date", f"'{text}' is not a date; write it like '2026-01-31'")


def zone_name(text: str) -> str:
    """The IANA zone, or `customer` for the customer's own. Raises MalformedCell."""
    if key_of(text) == "customer":
        return "customer"
    try:
        return zone_of(text.strip()).key
    except UnknownZone as unknown:
        raise MalformedCell("cell.zone", str(unknown).rstrip(".")) from None


def read_zone(text: str, _vocabulary: Vocabulary) -> Words:
    """A zone, kept as words."""
    return Words(zone_name(text))
