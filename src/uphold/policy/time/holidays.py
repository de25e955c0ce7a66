"""Holidays: the dates on which weekday names do not count, by date, by country or by rules in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

import holidays as country_data

from uphold.policy.time.holiday_rules import HolidayRule, dates_of_rule, read_rule


class UnknownCountry(ValueError):
    """No holidays are known for this country, or for this part of it."""

    def __init__(self, *, found: str, known: Iterable[str], what: str) -> None:
        near = get_close_matches(found, sorted(known), n=1, cutoff=0.4)
        hint = f"; did you mean '{near[0]}'?" if near else "; write a code of ISO 3166."
        super().__init__(f"'{found}' is not a {what} whose holidays are known{hint}")


@dataclass(frozen=True, slots=True)
class CountryHolidays:
    """The public holidays of a country (ISO 3166-1 alpha-2) and a part of it, observed days included."""

    country: str
    subdivision: str | None = None


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule in words with the name its dates are shown under."""

    name: str
    rule: HolidayRule


@dataclass(frozen=True, slots=True)
class NamedDate:
    """One date with the name it is shown under."""

    name: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """Dates, countries and rules; they add up. Which clock begins the day is said by the Hours.

    >>> office = Holidays(rules=(holiday_rule("day before Thanksgiving"),))
    >>> sorted(office.in_year(2026))
    [datetime.date(2026, 11, 25)]
    """

    dates: tuple[NamedDate, ...] = ()
    countries: tuple[CountryHolidays, ...] = ()
    rules: tuple[NamedRule, ...] = ()

    def in_year(self, year: int) -> Mapping[date, str]:
        """The holidays of a year by date, each with its name; a date of several keeps the first."""
        return dict(_in_year(self, year))

    def joined(self, other: Holidays) -> Holidays:
        """Both together, as an annex adds its holidays to those of the agreement."""
        return Holidays(
            dates=(*self.dates, *other.dates),
            countries=(*self.countries, *other.countries),
            rules=(*self.rules, *other.rules),
        )


NO_HOLIDAYS = Holidays()


def holiday_on(on: date, *, name: str = "") -> NamedDate:
    """One date; without a name it is shown as the date itself.

    >>> holiday_on(date(2026, 12, 24), name="Christmas Eve").name
    'Christmas Eve'
    """
    return NamedDate(name or on.isoformat(), on)


def holiday_rule(words: str, *, name: str = "") -> NamedRule:
    """A rule in words; without a name it is shown by its words. Raises UnknownRule (see holiday_rules)."""
    return NamedRule(name or words, read_rule(words))


def country_holidays(country: str, *, subdivision: str | None = None) -> CountryHolidays:
    """The holidays of a country or a part of it, by code or by its full name. Raises UnknownCountry.

    >>> country_holidays("US", subdivision="ca")
    CountryHolidays(country='US', subdivision='CA')
    >>> country_holidays("Germany", subdivision="BY").country
    'DE'
    """
    supported = country_data.list_supported_countries()
    code = country.strip().upper() if len(country.strip()) == 2 else _code_of_name(country.strip())
    if code not in supported:
        raise UnknownCountry(found=country, known=supported, what="country")
    if subdivision is None:
        return CountryHolidays(code)
    parts = {part.casefold(): part for part in supported[code]}
    aliases = country_data.country_holidays(code).get_subdivision_aliases()
    parts |= {alias.casefold(): part for part, names in aliases.items() for alias in names}
    known = parts.get(subdivision.strip().casefold())
    if known is None:
        raise UnknownCountry(found=subdivision, known=parts.values(), what=f"part of {code}")
    return CountryHolidays(code, known)


def _code_of_name(name: str) -> str:
    """The code of a country by its name in English, as the data's classes are called ("UnitedStates")."""
    wanted = name.replace(" ", "").casefold()
    for names in country_data.registry.COUNTRIES.values():
        if any(wanted == known.casefold() for known in names):
            return next((known for known in names if len(known) == 2), name)
    return name


@lru_cache(maxsize=1024)
def _in_year(stated: Holidays, year: int) -> tuple[tuple[date, str], ...]:
    named: dict[date, str] = {}
    for single in stated.dates:
        if single.on.year == year:
            named.setdefault(single.on, single.name)
    for rule in stated.rules:
        for on in dates_of_rule(rule.rule, year=year):
            named.setdefault(on, rule.name)
    for country in stated.countries:
        for on, name in _country_in_year(country, year):
            named.setdefault(on, name)
    return tuple(sorted(named.items()))


@lru_cache(maxsize=4096)
def _country_in_year(stated: CountryHolidays, year: int) -> tuple[tuple[date, str], ...]:
    found = country_data.country_holidays(
        stated.country, subdiv=stated.subdivision, years=year, expand=False, language="en_US"
    )
    return tuple((on, name) for on, name in found.items() if on.year == year)
