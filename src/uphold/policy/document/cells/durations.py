"""Durations: `30 minutes`, `8 business hours`, `8 Support hours`, `every 4 hours`, `end of the next business day`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypedDict

from uphold.policy.decide.terms import AsSoonAsPossible, Duration, EndOfBusinessDay, Unit
from uphold.policy.document.names import MalformedCell, UnknownName, Vocabulary, key_of, spelled


class Flags(TypedDict, total=False):
    """What the suffixes of a duration say."""

    is_best_effort: bool
    is_as_agreed: bool


Period = Duration | EndOfBusinessDay | AsSoonAsPossible
AMOUNT = re.compile(
    r"(?P<repeated>every )?(?P<count>[0-9]{1,7}(?:\.[0-9]{1,4})?) (?P<unit>[^\d,].*)", re.IGNORECASE
)
BEST_EFFORT, AS_AGREED = ", best effort", ", or as agreed"
UNITS = {
    **{unit.value: (unit, 1) for unit in Unit},
    **{f"{unit.value}s": (unit, 1) for unit in Unit},
    "week": (Unit.DAY, 7),
    "weeks": (Unit.DAY, 7),
}
ENDS_OF_DAY = {
    "end of the business day": 0,
    "end of the same business day": 0,
    "end of the next business day": 1,
}
EXAMPLES = "write it like '2 hours' or '8 business hours'"


def read_period(text: str, vocabulary: Vocabulary) -> Period:
    """What a promise may say: an amount of time, the end of a business day, or as soon as possible.

    >>> read_period("as soon as possible, best effort", Vocabulary(currency="USD", zone="UTC"))
    AsSoonAsPossible(is_best_effort=True, is_as_agreed=False)
    """
    body, flags = _without_suffixes(text)
    key = key_of(body)
    if key == "as soon as possible":
        return AsSoonAsPossible(**flags)
    if key in ENDS_OF_DAY:
        return EndOfBusinessDay(days_ahead=ENDS_OF_DAY[key], **flags)
    return _read_amount(body, text=text, flags=flags, vocabulary=vocabulary)


def read_duration(text: str, vocabulary: Vocabulary) -> Duration:
    """An amount of time alone.

    >>> read_duration("8 business hours", Vocabulary(currency="USD", zone="UTC")).unit
    <Unit.BUSINESS_HOUR: 'business hour'>
    """
    body, flags = _without_suffixes(text)
    return _read_amount(body, text=text, flags=flags, vocabulary=vocabulary)


def read_delay(text: str, vocabulary: Vocabulary) -> Duration:
    """An amount of time after something: `2 hours` or `after 2 hours`."""
    body = text[6:] if key_of(text[:6]) == "after" else text
    return read_duration(body.strip(), vocabulary)


def _without_suffixes(text: str) -> tuple[str, Flags]:
    flags: Flags = {}
    body, is_trimmed = text, True
    while is_trimmed:
        is_trimmed = False
        for suffix in (BEST_EFFORT, AS_AGREED):
            if body.casefold().endswith(suffix):
                body, is_trimmed = body[: -len(suffix)].rstrip(), True
                flags["is_best_effort" if suffix == BEST_EFFORT else "is_as_agreed"] = True
    return body, flags


def _read_amount(body: str, *, text: str, flags: Flags, vocabulary: Vocabulary) -> Duration:
    words = " ".join(body.split())
    if key_of(words) == "next business day":
        cure = "write 'end of the next business day' or '1 business day'"
        raise MalformedCell("cell.duration", f"'{text}' names no time of that day; {cure}")
    is_single = key_of(words) in {"every hour", "every day"}
    found = AMOUNT.fullmatch(f"every 1 {words[6:]}" if is_single else words)
    if found is None:
        raise MalformedCell("cell.duration", f"'{text}' is not a duration; {EXAMPLES}")
    count, is_repeated = Decimal(found["count"]), found["repeated"] is not None
    if not count:
        raise MalformedCell(
            "cell.duration", f"'{text}' is no time at all; leave the cell empty or {EXAMPLES}"
        )
    unit = UNITS.get(key_of(found["unit"]))
    if unit is not None:
        return Duration(count * unit[1], unit[0], is_repeated=is_repeated, **flags)
    hours = _named_hours(found["unit"], text=text, vocabulary=vocabulary)
    return Duration(count, Unit.HOUR, hours=hours, is_repeated=is_repeated, **flags)


def _named_hours(name: str, *, text: str, vocabulary: Vocabulary) -> str:
    """The Hours of `8 Support hours`: its name may hold the word hours or not."""
    known = vocabulary.declared.get("hours", {})
    key = key_of(name)
    if not key.endswith(("hours", "hour")):
        raise MalformedCell("cell.duration", f"'{text}' is not a duration: '{name}' is no unit; {EXAMPLES}")
    short = key.removesuffix("hours").removesuffix("hour").strip()
    for candidate in (key, f"{short} hours", short):
        if key_of(candidate) in known:
            return spelled(candidate, known, what="hours")
    raise UnknownName(name, known=dict.fromkeys(known.values()), what="hours")
