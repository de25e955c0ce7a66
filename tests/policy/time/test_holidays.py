"""Holidays: by date, by country and by rules in words."""

from datetime import date

import pytest

from uphold.policy.time.holiday_rules import UnknownRule, dates_of_rule, read_rule
from uphold.policy.time.holidays import (
    Holidays,
    UnknownCountry,
    country_holidays,
    holiday_on,
    holiday_rule,
)


@pytest.mark.parametrize(
    ("words", "year", "on"),
    [
        ("24 December", 2026, date(2026, 12, 24)),
        ("December 24th", 2026, date(2026, 12, 24)),
        ("the 1st of May", 2026, date(2026, 5, 1)),
        ("29 February", 2028, date(2028, 2, 29)),
        ("Good Friday", 2026, date(2026, 4, 3)),
        ("Easter Monday", 2027, date(2027, 3, 29)),
        ("Ascension Day", 2026, date(2026, 5, 14)),
        ("Thanksgiving", 2026, date(2026, 11, 26)),
        ("day before Thanksgiving", 2026, date(2026, 11, 25)),
        ("Day after Thanksgiving", 2026, date(2026, 11, 27)),
        ("last Monday in May", 2026, date(2026, 5, 25)),
        ("first Monday in August", 2026, date(2026, 8, 3)),
        ("3rd Monday of January", 2026, date(2026, 1, 19)),
        ("last Friday in December", 2026, date(2026, 12, 25)),
        ("two days before Christmas Day", 2026, date(2026, 12, 23)),
        ("Friday before Easter", 2026, date(2026, 4, 3)),
        ("Monday after 4 July", 2026, date(2026, 7, 6)),
        ("day before New Year’s Day", 2026, date(2026, 12, 31)),
    ],
)
def test_a_rule_in_words_names_its_date(words: str, year: int, on: date) -> None:
    rule = read_rule(words)

    assert dates_of_rule(rule, year=year) == {on}


def test_a_rule_may_name_no_date_of_a_year() -> None:
    named = dates_of_rule(read_rule("29 February"), year=2027) | dates_of_rule(
        read_rule("fifth Monday in February"), year=2027
    )

    assert named == frozenset()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "sometimes",
        "31 June",
        "0 May",
        "sixth Monday in May",
        "first Moonday in May",
        "400 days after Easter",
        "day before day before day before day before Easter",
        "Monday",
    ],
)
def test_other_words_are_refused(words: str) -> None:
    with pytest.raises(UnknownRule, match="is not a rule for a holiday"):
        read_rule(words)


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownRule, match="Did you mean 'Thanksgiving'"):
        read_rule("Thanksgivin")


def test_a_country_has_its_observed_days() -> None:
    stated = Holidays(countries=(country_holidays("US"),))

    named = stated.in_year(2026)

    assert named[date(2026, 7, 3)] == "Independence Day (observed)"


def test_a_part_of_a_country_has_days_of_its_own() -> None:
    country, bavaria = country_holidays("DE"), country_holidays("Germany", subdivision="Bayern")

    epiphany = date(2026, 1, 6)

    assert epiphany not in Holidays(countries=(country,)).in_year(2026)
    assert epiphany in Holidays(countries=(bavaria,)).in_year(2026)


@pytest.mark.parametrize(
    ("country", "subdivision", "hint"),
    [("XX", None, "country"), ("Atlantis", None, "country"), ("DE", "BYY", "'BY'")],
)
def test_an_unknown_country_or_part_is_refused(country: str, subdivision: str | None, hint: str) -> None:
    with pytest.raises(UnknownCountry, match=hint):
        country_holidays(country, subdivision=subdivision)


def test_dates_countries_and_rules_add_up_and_keep_their_names() -> None:
    agreement = Holidays(dates=(holiday_on(date(2026, 12, 24), name="Closed early"),))
    annex = Holidays(rules=(holiday_rule("24 December"), holiday_rule("31 December", name="Last day")))

    named = agreement.joined(annex).in_year(2026)

    assert named == {date(2026, 12, 24): "Closed early", date(2026, 12, 31): "Last day"}
