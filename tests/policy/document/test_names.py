"""Names: declared once, compared without regard to case, and the facts that they make."""

import pytest

from tests.policy.document.builders import DESK, agreement_of, entry_of, error_in_desk, problem_in, rule_of
from uphold.policy.decide.condition import OneOf
from uphold.policy.decide.facts import Fact, FactShape
from uphold.policy.document.facts import FIXED
from uphold.policy.document.names import key_of, nearest
from uphold.policy.document.vocabulary import vocabulary_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Customer’s  equipment", "customer's equipment"),
        ("E‑mail", "e-mail"),
        ("CAFÉ", "cafe\u0301"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_are_alike_whatever_their_case_spaces_quotes_and_hyphens(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_the_nearest_name_is_found_and_a_sentence_has_none() -> None:
    assert nearest("telefone", ["E-mail", "Telephone"]) == "Telephone"
    assert nearest("x" * 500, ["x" * 499]) is None


def test_the_spelling_of_the_declaration_wins() -> None:
    rule = rule_of("| Charge | Priority | Rate |\n|---|---|---|\n| Work | URGENT | $5.00 |\n", "charge")

    assert rule.conditions == (("priority", OneOf(frozenset({"Urgent"}))),)


def test_another_name_stands_for_the_declared_one() -> None:
    rule = rule_of("| Charge | Priority | Rate |\n|---|---|---|\n| Work | priority 1 | $5.00 |\n", "charge")

    assert rule.conditions == (("priority", OneOf(frozenset({"Urgent"}))),)


def test_an_entry_keeps_its_other_names() -> None:
    assert entry_of(agreement_of(DESK), "priority", "Urgent").also == ("Priority 1",)


def test_scenarios_spell_names_by_the_vocabulary_of_the_agreement() -> None:
    vocabulary = vocabulary_of(agreement_of(DESK))

    assert vocabulary.values["priority"]["priority 1"] == "Urgent"
    assert vocabulary.values["hours"]["off hours"] == "Off hours"


def test_a_name_may_be_declared_after_it_is_used() -> None:
    agreement = agreement_of(
        "| Charge | Service | Rate |\n|---|---|---|\n| Work | Help | $5.00 |\n\n| Service |\n|---|\n| Help |\n"
    )

    assert agreement.rules["charge"][0].conditions == (("service", OneOf(frozenset({"Help"}))),)


def test_a_name_declared_twice_is_refused_with_both_lines() -> None:
    problem = problem_in("| Service |\n|---|\n| Help |\n| help |\n", "name.twice")

    assert problem.text == "Service 'Help' is declared twice, in lines 12 and 13"


def test_another_name_may_not_be_taken_already() -> None:
    table = "| Plan | Also called |\n|---|---|\n| Gold | Silver |\n| Silver | |\n"

    assert error_in_desk(table) == "Also called: 'Silver' names 'Silver' already"


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            "| Charge | Priority | Rate |\n|---|---|---|\n| Work | Urgnt | $5.00 |\n",
            "Priority: 'Urgnt' is not a priority; did you mean 'Urgent'?",
        ),
        (
            "| Charge | Fault | Rate |\n|---|---|---|\n| Work | custommer | $5.00 |\n",
            "Fault: 'custommer' is not a value of 'fault'; did you mean 'customer'?",
        ),
        (
            "| Triage | Request | Priority |\n|---|---|---|\n| Work | Fault | Lwo |\n",
            "Priority: 'Lwo' is not a priority; did you mean 'Low'?",
        ),
        (
            "| Charge | Rate | By |\n|---|---|---|\n| Work | $5.00 | a mangaer |\n",
            "By: 'a mangaer' is not a role; did you mean 'manager'?",
        ),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_one(table: str, text: str) -> None:
    assert error_in_desk(table) == text


def test_every_agreement_may_ask_the_fixed_facts() -> None:
    agreement = agreement_of("")

    assert set(agreement.facts) == {fact.name for fact in FIXED}
    assert agreement.facts["fault"].values == ("provider", "customer", "third party", "not found")
    assert agreement.facts["days past due"] == Fact("days past due", FactShape.NUMBER, unit="days")


def test_some_facts_are_usual_and_some_are_found_later() -> None:
    facts = agreement_of(DESK).facts

    assert {name: fact.usual for name, fact in facts.items() if fact.usual is not None} == {
        "documented": "yes",
        "in production": "yes",
        "supported": "yes",
        "covered": "yes",
        "planned": "no",
        "handling": "normal",
        "handed to": "nobody",
    }
    assert {name for name, fact in facts.items() if fact.is_found_later} == {
        "cause",
        "fault",
        "resolution",
        "defect",
        "use",
        "escalation outcome",
    }


def test_declared_names_are_the_values_of_facts() -> None:
    facts = agreement_of(DESK).facts

    assert facts["request"] == Fact("request", FactShape.NAME, ("Fault", "Wish"))
    assert facts["hours"] == Fact("hours", FactShape.NAMES, ("Standard hours", "Off hours"))
    assert facts["contact made in"].values == ("Standard hours", "Off hours")
    assert "impact" not in facts


def test_releases_and_changes_are_named_by_the_rows_that_decide_them() -> None:
    facts = agreement_of(
        "| Entitlement | Entitled |\n|---|---|\n| Patch | yes |\n\n"
        "| Notice | Lead time |\n|---|---|\n| Move | 2 weeks |\n"
    ).facts

    assert (facts["release"].values, facts["change"].values) == (("Patch",), ("Move",))


def test_families_of_products_may_be_asked() -> None:
    agreement = agreement_of(
        "| Product | Family | Warranty |\n|---|---|---|\n| P320 | Phones | 2 years |\n| P330 | phones | 2 years |\n\n"
        "| Warranty | Family | Answer |\n|---|---|---|\n| Swap | Phones | advance replacement |\n"
    )

    assert agreement.facts["family"].values == ("Phones",)
    assert agreement.facts["product"].values == ("P320", "P330")


def test_an_agreement_may_ask_facts_of_its_own() -> None:
    facts = agreement_of(
        "| Fact | Values | Unless stated |\n|---|---|---|\n| Caller | partner, end user | Partner |\n"
        "| Users affected | number of people | 1 |\n| Age | number (days) | |\n"
    ).facts

    assert facts["caller"] == Fact("caller", FactShape.NAME, ("partner", "end user"), usual="partner")
    assert facts["users affected"] == Fact("users affected", FactShape.NUMBER, usual="1", unit="people")
    assert facts["age"] == Fact("age", FactShape.NUMBER, unit="days")


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("| Fault | a, b | |", "Fact: 'Fault' already has a meaning as a column; name the fact otherwise"),
        ("| Rate | a, b | |", "Fact: 'Rate' already has a meaning as a column; name the fact otherwise"),
        ("| Caller | a, b | c |", "Unless stated: 'c' is none of the values of 'caller'; they are 'a', 'b'"),
        ("| Users | number | few |", "Unless stated: 'few' is not a number; write it like '1'"),
        ("| Caller | | |", "Values is empty; state it, or write 'not said'"),
    ],
)
def test_a_fact_that_cannot_be_asked_is_refused(row: str, text: str) -> None:
    assert error_in_desk(f"| Fact | Values | Unless stated |\n|---|---|---|\n{row}\n") == text
