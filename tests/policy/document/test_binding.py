"""Binding: an agreement with its annexes, as one contract sees them."""

from datetime import date

import pytest

from tests.policy.document.builders import DESK, agreement_of, document
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.decide.terms import Names
from uphold.policy.document import bind, read
from uphold.policy.document.agreement import Agreement
from uphold.policy.time.hours import OtherHours, WeeklyHours, shift

CHARGES = "\n| Charge | Fault | Rate |\n|---|---|---|\n| Theirs | customer | $100.00 per hour |\n"


def annex_of(body: str, agreement: Agreement, *, slug: str = "annex") -> Agreement:
    text = document(body, slug=slug, more="amends: harbour\n")
    found = read(text, path=f"{slug}.md", onto=agreement)
    assert found.errors == ()
    assert found.agreement is not None
    return found.agreement


@pytest.fixture
def agreement() -> Agreement:
    return agreement_of(DESK + CHARGES)


def test_an_annex_may_use_the_names_of_the_agreement_it_amends(agreement: Agreement) -> None:
    body = "| Charge | Priority | Rate |\n|---|---|---|\n| Night | priority 1 | $150.00 per hour |\n"

    annex = annex_of(body, agreement)

    assert annex.amends == "harbour"
    assert annex.rules["charge"][0].conditions[0][0] == "priority"


def test_an_annex_alone_does_not_know_them() -> None:
    body = "| Charge | Priority | Rate |\n|---|---|---|\n| Night | Urgent | $150.00 per hour |\n"

    found = read(document(body, more="amends: harbour\n"), path="annex.md")

    assert [problem.code for problem in found.problems] == ["annex.alone", "column.undeclared"]


def test_an_annex_takes_provider_zone_and_currency_from_the_agreement(agreement: Agreement) -> None:
    text = "---\nagreement: annex\ntitle: More\nversion: 1\neffective: 2026-02-01\namends: harbour\n---\n"

    annex = read(text, path="annex.md", onto=agreement).agreement

    assert annex is not None
    assert (annex.provider, annex.timezone, annex.currency) == (
        "Harbour Telephony",
        "America/New_York",
        "USD",
    )
    assert read(text, path="annex.md").agreement is not None


def test_an_annex_in_another_currency_is_refused(agreement: Agreement) -> None:
    text = document("", slug="annex", currency="EUR", more="amends: harbour\n")

    errors = read(text, path="annex.md", onto=agreement).errors

    assert [error.text for error in errors] == [
        "currency: the agreement that is amended is in USD; write 'USD'"
    ]


def test_an_annex_of_another_agreement_is_warned_about(agreement: Agreement) -> None:
    text = document("", slug="annex", more="amends: quayside\n")

    problems = read(text, path="annex.md", onto=agreement).problems

    assert [(problem.severity.value, problem.text) for problem in problems] == [
        ("warning", "amends: this annex amends 'quayside' and is read with 'harbour'")
    ]


def test_rows_of_an_annex_come_first_and_name_their_document(agreement: Agreement) -> None:
    annex = annex_of(
        "| Charge | Fault | Rate |\n|---|---|---|\n| Less | customer | $80.00 per hour |\n", agreement
    )

    bound = bind(agreement, [annex])

    rule = decide(bound.rules["charge"], facts=Facts({"fault": frozenset({"customer"})})).rule
    assert rule is not None
    assert (rule.label, rule.citation.document) == ("Less", "annex")
    assert [each.label for each in bound.rules["charge"]] == ["Less", "Theirs"]


def test_the_contract_keeps_the_identity_of_the_agreement_and_knows_its_annexes(agreement: Agreement) -> None:
    annex = annex_of("\nWords.\n", agreement)

    bound = bind(agreement, [annex])

    assert (bound.slug, bound.sha256, bound.clauses) == ("harbour", agreement.sha256, agreement.clauses)
    assert bound.annexes == (annex,)


def test_a_priority_declared_again_is_replaced_with_the_targets_it_was_short_for(
    agreement: Agreement,
) -> None:
    body = "| Priority | Resolution | Clock |\n|---|---|---|\n| urgent | 4 hours | always |\n"

    bound = bind(agreement, [annex_of(body, agreement)])

    assert [entry.name for entry in bound.entries["priority"]] == ["Urgent", "Low"]
    assert [(rule.label, rule.citation.row) for rule in bound.rules["target"]] == [
        ("resolution", "urgent"),
        ("first response", "Low"),
    ]


def test_the_first_spelling_of_a_name_stays_so_that_rows_of_both_name_the_same(agreement: Agreement) -> None:
    declared = "| Priority | Clock |\n|---|---|\n| URGENT | always |\n"
    body = f"{declared}\n| Triage | Priority |\n|---|---|\n| All | urgent |\n"

    bound = bind(agreement, [annex_of(body, agreement)])

    assert bound.facts["priority"].values == ("Urgent", "Low")
    assert bound.rules["triage"][0].terms == {"priority": Names(("Urgent",))}


def test_hours_declared_again_are_replaced_and_all_other_hours_follow(agreement: Agreement) -> None:
    body = "| Hours | Days | From | To |\n|---|---|---|---|\n| Standard hours | every day | 08:00 | 20:00 |\n"

    bound = bind(agreement, [annex_of(body, agreement)])

    longer = bound.hours["Standard hours"]
    assert isinstance(longer, WeeklyHours)
    assert longer.rules[0].shift == shift("08:00", "20:00")
    assert bound.hours["Off hours"] == OtherHours(zone="America/New_York", than=(longer,))
    assert list(bound.hours) == ["Standard hours", "Off hours"]


def test_holidays_add_up_in_all_hours(agreement: Agreement) -> None:
    first = annex_of("| Holiday | Date |\n|---|---|\n| One | 2026-06-12 |\n", agreement, slug="first")
    second = annex_of("| Holiday | Date |\n|---|---|\n| Two | 2026-06-15 |\n", agreement, slug="second")

    bound = bind(agreement, [first, second])

    hours = bound.hours["Standard hours"]
    assert isinstance(hours, WeeklyHours)
    assert set(hours.holidays.in_year(2026)) == {date(2026, 6, 12), date(2026, 6, 15)}
    assert [entry.name for entry in bound.entries["holiday"]] == ["Two", "One"]


def test_a_later_annex_wins_over_an_earlier_one(agreement: Agreement) -> None:
    table = "| Setting | Value |\n|---|---|\n| Clocks run from | {} |\n"
    first = annex_of(table.format("assessed"), agreement, slug="first")
    second = annex_of(table.format("dispatched"), agreement, slug="second")

    bound = bind(agreement, [first, second])

    assert bound.settings["clocks run from"].cells["value"] == Names(("dispatched",))
    assert bound.settings["business hours"].cells["value"] == Names(("Standard hours",))


def test_facts_know_the_names_of_both(agreement: Agreement) -> None:
    body = "| Cause |\n|---|\n| Flood |\n\n| Fact | Values |\n|---|---|\n| Caller | partner, other |\n"

    bound = bind(agreement, [annex_of(body, agreement)])

    assert bound.facts["cause"].values == ("Platform", "Not found", "Flood")
    assert bound.facts["caller"].values == ("partner", "other")


def test_an_agreement_without_annexes_is_itself(agreement: Agreement) -> None:
    assert bind(agreement, []) == agreement
