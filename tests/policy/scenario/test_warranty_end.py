"""Until when a unit is under warranty: by the Product row, its days, and the day that the agreement tests it on."""

from datetime import UTC, date, datetime

import pytest

from tests.policy.scenario.asking import desk
from uphold.policy.decide.condition import FactValue
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.warranty_end import WarrantyEnd, warranty_end

PRODUCTS = """## 9. Products {#9}

| Product    | Family     | Warranty  | From      | Also called |
|------------|------------|-----------|-----------|-------------|
| Desk phone | Telephones | 12 months | shipped   | DP series   |
| Gateway    | Gateways   | 2 years   | purchase  |             |
| Headset    |            | 90 days   |           |             |
| Licence    |            | none      |           |             |
| Call plan  |            |           |           |             |
| Adapter    |            | 5 hours   |           |             |
"""
CLAIMS = """
| Warranty           | In warranty | Defect    | Answer               |
|--------------------|-------------|-----------|----------------------|
| Valid claim        | yes         | confirmed | return authorization |
| Warranty has ended | no          | confirmed | decline              |

| Setting            | Value |
|--------------------|-------|
| Warranty tested on | {day} |
"""


def ended(product: str, on: str = "", *, bought: str = "", family: str = "", stated: str = "") -> WarrantyEnd:
    return warranty_end(
        desk(PRODUCTS),
        product=product,
        family=family,
        shipped_on=date.fromisoformat(on) if on else None,
        purchased_on=date.fromisoformat(bought) if bought else None,
        stated_until=date.fromisoformat(stated) if stated else None,
    )


@pytest.mark.parametrize(
    ("product", "shipped", "until"),
    [
        ("Desk phone", "2026-01-15", "2027-01-15"),
        ("Desk phone", "2028-02-29", "2029-02-28"),
        ("Desk phone", "2027-02-28", "2028-02-28"),
        ("Desk phone", "2026-12-31", "2027-12-31"),
        ("Headset", "2026-12-31", "2027-03-31"),
        ("Headset", "2027-11-30", "2028-02-28"),
    ],
)
def test_a_warranty_ends_on_the_day_of_the_same_number_or_the_last_of_its_month(
    product: str, shipped: str, until: str
) -> None:
    assert ended(product, shipped).on == date.fromisoformat(until)


def test_a_row_may_count_from_the_purchase() -> None:
    found = ended("Gateway", "2026-03-01", bought="2024-02-29")

    assert (found.on, found.since, found.counted_from) == (date(2026, 2, 28), date(2024, 2, 29), "purchased")
    assert found.lasts == "2 years"


def test_months_may_lead_to_a_leap_day_and_never_past_the_end_of_their_month() -> None:
    agreement = desk(
        "## 9. P {#9}\n\n| Product | Warranty |\n|---|---|\n| A | 1 month |\n| B | 18 months |\n"
    )

    found = [
        warranty_end(agreement, product=product, shipped_on=date.fromisoformat(shipped)).on
        for product, shipped in (("A", "2028-01-31"), ("A", "2027-01-31"), ("B", "2026-08-31"))
    ]

    assert found == [date(2028, 2, 29), date(2027, 2, 28), date(2028, 2, 29)]


@pytest.mark.parametrize(
    ("name", "family"), [("desk PHONE", ""), ("DP series", ""), ("New model", "dp series")]
)
def test_a_product_is_found_by_its_name_another_name_or_its_family(name: str, family: str) -> None:
    found = ended(name, "2026-01-15", family=family)

    assert found.on == date(2027, 1, 15)
    assert found.citation is not None
    assert found.citation.row == "Desk phone"


def test_a_day_recorded_for_the_unit_wins() -> None:
    found = ended("Desk phone", "2026-01-15", stated="2029-06-30")

    assert (found.on, found.is_stated) == (date(2029, 6, 30), True)


@pytest.mark.parametrize(
    ("product", "lacks", "said"),
    [
        ("Desk phone", "shipped", "cited"),
        ("Gateway", "purchased", "cited"),
        ("Licence", None, "none"),
        ("Call plan", None, "cited"),
        ("Toaster", None, "no row"),
    ],
)
def test_without_a_day_or_a_length_no_end_is_made_up(product: str, lacks: str | None, said: str) -> None:
    found = ended(product)

    assert (found.on, found.lacks) == (None, lacks)
    assert found.is_none is (said == "none")
    assert (found.citation is None) is (said == "no row")


def test_hours_are_no_length_of_a_warranty_and_the_calendar_has_an_end() -> None:
    assert ended("Adapter", "2026-01-15").on is None
    assert ended("Gateway", bought="9998-06-01").on is None


@pytest.mark.parametrize(
    ("day", "opened", "asked", "answer_word"),
    [
        ("day of the report", "2027-01-16 04:30", "2027-02-01 12:00", "return authorization"),
        ("day of the report", "2027-01-16 05:30", "2027-01-16 12:00", "decline"),
        ("day of the decision", "2027-01-15 12:00", "2027-01-15 20:00", "return authorization"),
        ("day of the decision", "2027-01-15 12:00", "2027-01-16 12:00", "decline"),
    ],
)
def test_the_last_day_counts_whole_on_the_day_that_the_agreement_tests(
    day: str, opened: str, asked: str, answer_word: str
) -> None:
    agreement = desk(PRODUCTS + CLAIMS.replace("{day}", day))
    until = warranty_end(agreement, product="Desk phone", shipped_on=date(2026, 1, 15)).on
    confirmed: dict[str, FactValue] = {"defect": frozenset({"confirmed"})}

    said = answer(
        agreement,
        Case(opened_at=at(opened), at=at(asked), facts=confirmed, warranty_until=until),
    )

    assert said.warranty is not None
    assert said.warranty.answer == answer_word


def test_the_family_follows_from_the_product() -> None:
    rows = "| No gateways | Gateways | decline |\n| Others | | accept |\n"
    agreement = desk(f"{PRODUCTS}\n| Admission | Family | Answer |\n|---|---|---|\n{rows}")

    said = [
        answer(agreement, Case(opened_at=at("2027-01-15 15:00"), at=at("2027-01-15 15:00"), facts=facts))
        for facts in ({"product": frozenset({"Gateway"})}, {"product": frozenset({"Desk phone"})})
    ]

    assert [each.admission[0].answer for each in said] == ["decline", "accept"]


@pytest.mark.parametrize(
    ("facts", "answer_word"), [({}, "accept"), ({"supported": frozenset({"no"})}, "decline")]
)
def test_a_row_may_ask_whether_it_is_supported(facts: dict[str, FactValue], answer_word: str) -> None:
    rows = "| Too old | no | decline |\n| Others | | accept |\n"
    agreement = desk(f"## 9. P {{#9}}\n\n| Admission | Supported | Answer |\n|---|---|---|\n{rows}")

    said = answer(agreement, Case(opened_at=at("2027-01-15 15:00"), at=at("2027-01-15 15:00"), facts=facts))

    assert said.admission[0].answer == answer_word


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)
