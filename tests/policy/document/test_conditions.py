"""Conditions: what a cell below a fact may ask."""

from decimal import Decimal

import pytest

from uphold.policy.decide.condition import Between, NotOneOf, OneOf
from uphold.policy.decide.facts import Fact, FactShape
from uphold.policy.document.cells.conditions import read_condition
from uphold.policy.document.names import MalformedCell, Vocabulary, keyed

CAUSES = ("Platform", "Not found", "Cable, or plug", "None")
CAUSE = Fact("cause", FactShape.NAME, CAUSES)
DAYS = Fact("days past due", FactShape.NUMBER, unit="days")
USERS = Fact("users affected", FactShape.NUMBER)
VOCABULARY = Vocabulary(
    currency="USD", zone="UTC", values={"cause": {**keyed(CAUSES), "plug": "Cable, or plug"}}
)


@pytest.mark.parametrize("text", ["", "any", "Any"])
def test_an_empty_cell_and_any_ask_nothing(text: str) -> None:
    assert read_condition(text, fact=CAUSE, vocabulary=VOCABULARY) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("platform", {"Platform"}),
        ("Platform, NOT FOUND", {"Platform", "Not found"}),
        ("Not found", {"Not found"}),
        ("Not found, Platform", {"Not found", "Platform"}),
        ("cable, or plug", {"Cable, or plug"}),
        ("Platform, Cable, or plug, none", {"Platform", "Cable, or plug", "None"}),
        ("Plug", {"Cable, or plug"}),
        ("None", {"None"}),
    ],
)
def test_names_are_read_as_declared(text: str, names: set[str]) -> None:
    assert read_condition(text, fact=CAUSE, vocabulary=VOCABULARY) == OneOf(frozenset(names))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("not Platform", {"Platform"}),
        ("Not platform, plug", {"Platform", "Cable, or plug"}),
        ("not Not found", {"Not found"}),
    ],
)
def test_a_negation_speaks_of_all_names_behind_it(text: str, names: set[str]) -> None:
    assert read_condition(text, fact=CAUSE, vocabulary=VOCABULARY) == NotOneOf(frozenset(names))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("more than 10", Between(Decimal(10), None, is_over_low=True)),
        ("after 2 days", Between(Decimal(2), None, is_over_low=True)),
        ("15 or more", Between(Decimal(15), None)),
        ("15 days or more", Between(Decimal(15), None)),
        ("at least 15 days", Between(Decimal(15), None)),
        ("10 to 15", Between(Decimal(10), Decimal(15))),
        ("up to 30 days", Between(None, Decimal(30))),
        ("less than 5", Between(None, Decimal(5), is_under_high=True)),
        ("5 days or less", Between(None, Decimal(5))),
        ("7", Between(Decimal(7), Decimal(7))),
        ("1 day", Between(Decimal(1), Decimal(1))),
        ("-1 to 1.5", Between(Decimal(-1), Decimal("1.5"))),
    ],
)
def test_a_number_is_asked_by_its_bounds(text: str, condition: Between) -> None:
    assert read_condition(text, fact=DAYS, vocabulary=VOCABULARY) == condition


@pytest.mark.parametrize(
    ("text", "fact", "code", "refusal"),
    [
        ("Platfrom", CAUSE, "name.unknown", "'Platfrom' is not a cause; did you mean 'Platform'?"),
        (
            "weather",
            CAUSE,
            "name.unknown",
            "'weather' is not a cause; known are 'Platform', 'Not found', 'Cable, or plug', 'None'",
        ),
        (
            "Platform, not plug",
            CAUSE,
            "cell.condition",
            "'Platform, not plug' mixes names and 'not'; write either 'High, Urgent' or 'not Low, Medium'",
        ),
        (
            "more than 10",
            CAUSE,
            "cell.condition",
            "'more than 10' is a number, but 'cause' is one of a list of names",
        ),
        (
            "Platform",
            DAYS,
            "cell.condition",
            "'Platform' says nothing about a number; write it like 'more than 10 days', '15 or more', '10 to 15'",
        ),
        (
            "not said",
            CAUSE,
            "cell.condition",
            "'not said' is no condition; leave the cell empty to ask nothing",
        ),
        ("Platform,", CAUSE, "cell.list", "'Platform,' has a comma too many"),
        ("15 to 10", DAYS, "cell.condition", "'15 to 10' runs backwards; write '10 to 15'"),
        (
            "after 2 business days",
            DAYS,
            "cell.unit",
            "'after 2 business days' is in business days, but 'days past due' is counted in days",
        ),
    ],
)
def test_what_is_no_condition_is_refused(text: str, fact: Fact, code: str, refusal: str) -> None:
    with pytest.raises(MalformedCell) as refused:
        read_condition(text, fact=fact, vocabulary=VOCABULARY)

    assert (refused.value.code, str(refused.value)) == (code, refusal)


def test_a_number_without_a_unit_takes_any_noun() -> None:
    found = read_condition("more than 10 people", fact=USERS, vocabulary=VOCABULARY)

    assert found == Between(Decimal(10), None, is_over_low=True)
