"""Hours as values: holidays put into them, all other hours drawn around them, the customer's zone filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from uphold.policy.time.holidays import Holidays
from uphold.policy.time.hours import AlwaysHours, Hours, OtherHours, WeeklyHours, WeekMoment
from uphold.policy.time.instants import DAY_SECONDS
from uphold.policy.time.opening import stretches

CUSTOMER = "customer"
YEAR = timedelta(days=366)


def assembled(hours: Mapping[str, Hours], *, holidays: Holidays) -> dict[str, Hours]:
    """The hours with these holidays in place of their own, and `all other hours` drawn anew around the rest."""
    named = {
        name: replace(each, holidays=holidays) if isinstance(each, WeeklyHours) else each
        for name, each in hours.items()
    }
    others = tuple(each for each in named.values() if not isinstance(each, OtherHours))
    return {
        name: replace(each, than=others) if isinstance(each, OtherHours) else each
        for name, each in named.items()
    }


def for_customer(hours: Hours, *, zone: str) -> Hours:
    """The hours with the customer's own zone wherever the document says `customer`.

    >>> for_customer(AlwaysHours(zone="customer"), zone="Europe/Berlin")
    AlwaysHours(zone='Europe/Berlin')
    """
    own = _own(hours.zone, zone)
    if isinstance(hours, OtherHours):
        return replace(hours, zone=own, than=tuple(for_customer(other, zone=zone) for other in hours.than))
    if isinstance(hours, AlwaysHours):
        return replace(hours, zone=own)
    rules = tuple(replace(rule, zone=_own(rule.zone, zone) if rule.zone else None) for rule in hours.rules)
    windows = tuple(
        replace(window, opens=_own_moment(window.opens, zone), closes=_own_moment(window.closes, zone))
        for window in hours.windows
    )
    return replace(hours, zone=own, rules=rules, windows=windows)


def is_always_open(hours: Hours, *, on: date) -> bool:
    """Whether the hours never close within a year from a date.

    >>> is_always_open(AlwaysHours(), on=date(2026, 1, 1))
    True
    """
    if isinstance(hours, AlwaysHours):
        return True
    return _open_seconds(hours, on=on) == (YEAR.days + 1) * DAY_SECONDS


def is_ever_open(hours: Hours, *, on: date) -> bool:
    """Whether the hours open at all within a year from a date, or on a date that they name.

    >>> is_ever_open(OtherHours(zone="UTC", than=(AlwaysHours(),)), on=date(2026, 1, 1))
    False
    """
    if isinstance(hours, WeeklyHours) and (hours.dated or any(rule.weekdays for rule in hours.rules)):
        return True
    return _open_seconds(hours, on=on) > 0


def _open_seconds(hours: Hours, *, on: date) -> int:
    open_for = stretches(for_customer(hours, zone="UTC"), first_on=on, last_on=on + YEAR)
    return sum(end - start for start, end in open_for)


def _own_moment(moment: WeekMoment, zone: str) -> WeekMoment:
    return replace(moment, zone=_own(moment.zone, zone))


def _own(stated: str, zone: str) -> str:
    return zone if stated == CUSTOMER else stated
