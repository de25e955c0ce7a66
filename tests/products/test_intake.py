"""A ticket about a unit: what the unit brings along, by the day of opening, and what the agreement makes of it."""

from datetime import date

import pytest

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.agreements import make_unit as cover
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.cast.products import make_product, make_product_version, make_unit
from tests.cast.tickets import make_ticket
from tests.products.conftest import PRODUCTS
from uphold.agreements.models import DecisionRecord
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.products.actions import change_unit, replace_unit
from uphold.products.cover import covered_by
from uphold.products.models import Unit
from uphold.tickets.actions import find, name_unit
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import ask

TEN, NOON, LATER = at("2026-06-09 10:00"), at("2026-06-09 12:00"), at("2026-07-09 12:00")
DECIDES = """
| Admission | Supported | Answer  |
|-----------|-----------|---------|
| Too old   | no        | decline |

| Warranty           | In warranty | Defect    | Answer               |
|--------------------|-------------|-----------|----------------------|
| Valid claim        | yes         | confirmed | return authorization |
| Warranty has ended | no          | confirmed | decline              |
"""


@pytest.fixture
def strict(db: None) -> Cast:
    """The agreement declines what is no longer supported, and says what becomes of claims."""
    everybody = make_cast()
    version = make_version(everybody.northwind, text=NORTHWIND + PRODUCTS + DECIDES)
    make_contract(everybody.harbour, version=version)
    return everybody


def phone_of(everybody: Cast, *, support_ends_on: date | None = None, shipped: str = "2025-01-31") -> Unit:
    product = make_product(everybody.northwind)
    version = make_product_version(product, support_ends_on=support_ends_on)
    return make_unit(everybody.harbour, product, version=version, shipped_on=date.fromisoformat(shipped))


def test_a_ticket_takes_the_product_and_the_warranty_of_its_unit(equipped: Cast) -> None:
    unit = phone_of(equipped)

    ticket = make_ticket(customer=equipped.ada, unit="DP-1001", opened_at=TEN)

    assert (ticket.unit, ticket.covered_unit, ticket.unit_name) == (unit, "", "DP-1001")
    assert ticket.unit_facts == {"product": "Desk phone", "warranty until": "2027-01-31"}
    assert entries_about(ticket).filter(kind="ticket.unit_named").get().detail == {
        "unit": "DP-1001",
        "installed": unit.pk,
    }


@pytest.mark.parametrize(
    ("support_ends_on", "answer_word"), [("2026-06-09", "accept"), ("2026-06-08", "decline")]
)
def test_the_agreement_may_decline_what_is_no_longer_supported(
    strict: Cast, support_ends_on: str, answer_word: str
) -> None:
    phone_of(strict, support_ends_on=date.fromisoformat(support_ends_on))

    ticket = make_ticket(customer=strict.ada, unit="DP-1001", opened_at=TEN)

    kept = DecisionRecord.objects.get(about_id=ticket.pk, kind="admission")
    assert kept.outcome["answer"] == answer_word
    assert kept.row == {"accept": "Anything else", "decline": "Too old"}[answer_word]


def test_where_no_row_asks_an_old_version_is_taken_in(equipped: Cast) -> None:
    phone_of(equipped, support_ends_on=date(2026, 6, 8))

    ticket = make_ticket(customer=equipped.ada, unit="DP-1001", opened_at=TEN)

    assert ticket.unit_facts["supported"] == "no"
    assert ask(ticket, at=TEN).admission[0].answer == "accept"


def test_the_own_days_of_a_version_win_over_the_product_s(equipped: Cast) -> None:
    product = make_product(equipped.northwind, support_ends_on=date(2026, 1, 31))
    newer = make_product_version(product, "3.0", support_ends_on=date(2029, 1, 31))
    make_unit(equipped.harbour, product, "old")
    make_unit(equipped.harbour, product, "new", version=newer)

    tickets = [make_ticket(customer=equipped.ada, unit=name, opened_at=TEN) for name in ("old", "new")]

    assert [ticket.unit_facts.get("supported", "yes") for ticket in tickets] == ["no", "yes"]


@pytest.mark.parametrize(("named", "said"), [("2.1, 3.0", {"version": "2.1"}), ("3.0, 4.0", {})])
def test_a_version_is_a_fact_where_the_agreement_asks_for_it(
    db: None, named: str, said: dict[str, str]
) -> None:
    everybody = make_cast()
    fact = f"\n## 9. Versions {{#9}}\n\n| Fact | Values |\n|---|---|\n| Version | {named} |\n"
    make_contract(everybody.harbour, version=make_version(everybody.northwind, text=NORTHWIND + fact))
    phone_of(everybody)

    ticket = make_ticket(customer=everybody.ada, unit="DP-1001", opened_at=TEN)

    assert ticket.unit_facts == said


def test_what_changes_about_the_unit_later_changes_no_ticket(equipped: Cast) -> None:
    unit = phone_of(equipped)
    ticket = make_ticket(customer=equipped.ada, unit="DP-1001", opened_at=TEN)

    Unit.objects.filter(pk=unit.pk).update(shipped_on=date(2020, 1, 31))

    assert Ticket.objects.get().unit_facts == ticket.unit_facts


def test_the_same_unit_named_again_brings_what_was_put_right(strict: Cast) -> None:
    unit = phone_of(strict)
    ticket = make_ticket(customer=strict.ada, unit="DP-1001", opened_at=TEN)
    change_unit(
        actor=strict.ben.actor,
        unit=unit,
        product=unit.product,
        version=unit.version,
        shipped_on=date(2024, 6, 8),
        at=NOON,
    )

    ticket = name_unit(actor=strict.ben.actor, ticket=ticket, name="DP-1001", at=NOON)
    name_unit(actor=strict.ben.actor, ticket=ticket, name="DP-1001", at=LATER)

    assert ticket.unit_facts["warranty until"] == "2026-06-08"
    assert entries_about(ticket).filter(kind="ticket.unit_named").count() == 2


def test_a_unit_named_later_counts_by_the_day_of_opening(strict: Cast) -> None:
    phone_of(strict, support_ends_on=date(2026, 6, 8))
    ticket = make_ticket(customer=strict.ada, opened_at=TEN)

    ticket = name_unit(actor=strict.ben.actor, ticket=ticket, name="DP-1001", at=LATER)
    named = ask(ticket, at=LATER).admission[0].answer
    ticket = name_unit(actor=strict.ben.actor, ticket=ticket, name="", at=LATER)

    kept = DecisionRecord.objects.filter(about_id=ticket.pk, kind="admission").order_by("id")
    assert named == "decline"
    assert [record.outcome["answer"] for record in kept] == ["accept", "decline", "accept"]
    assert (ticket.unit, ticket.unit_facts) == (None, {})
    assert ask(ticket, at=LATER).admission[0].answer == "accept"


@pytest.mark.parametrize(
    ("shipped", "answer_word"), [("2024-06-09", "return authorization"), ("2024-06-08", "decline")]
)
def test_a_claim_is_decided_by_the_unit_s_own_warranty_on_the_day_of_the_report(
    strict: Cast, shipped: str, answer_word: str
) -> None:
    phone_of(strict, shipped=shipped)
    ticket = make_ticket(customer=strict.ada, unit="DP-1001", opened_at=TEN)

    find(actor=strict.ben.actor, ticket=ticket, facts={"defect": "confirmed"}, at=LATER)

    kept = DecisionRecord.objects.get(about_id=ticket.pk, kind="warranty")
    assert kept.outcome["answer"] == answer_word


def test_a_finding_that_is_no_claim_keeps_no_decision_about_the_warranty(strict: Cast) -> None:
    phone_of(strict)
    ticket = make_ticket(customer=strict.ada, unit="DP-1001", opened_at=TEN)

    find(actor=strict.ben.actor, ticket=ticket, facts={"cause": "Local"}, at=NOON)

    assert not DecisionRecord.objects.filter(about_id=ticket.pk, kind="warranty").exists()


@pytest.mark.parametrize(
    ("covered", "name", "said"),
    [
        ((), "DP-1001", ("", "yes")),
        ((("serial", "DP-1001"),), "DP-1001", ("DP-1001", "yes")),
        ((("deployment", "Main"),), "DP-1001", ("Main", "yes")),
        ((("serial", "DP-0"),), "DP-1001", ("DP-0", "yes")),
        ((("serial", "DP-7"),), "DP-1001", ("", "no")),
        ((("deployment", "DP-1001"),), "DP-1001 (serial)", ("", "no")),
    ],
)
def test_a_serial_is_covered_by_its_name_its_deployment_or_what_it_replaced(
    equipped: Cast, covered: tuple[tuple[str, str], ...], name: str, said: tuple[str, str]
) -> None:
    product = make_product(equipped.northwind)
    main = make_unit(equipped.harbour, product, "Main", kind="deployment")
    first = make_unit(equipped.harbour, product, "DP-0", deployment=main)
    unit = make_unit(equipped.harbour, product)
    replace_unit(first, by=unit, actor=equipped.ben.actor, at=TEN)
    for kind, covered_name in covered:
        cover(equipped.harbour, covered_name, kind=kind)

    ticket = make_ticket(customer=equipped.ada, unit=name, opened_at=NOON)

    unit.refresh_from_db()
    assert ticket.unit == unit
    assert (ticket.covered_unit, ticket.unit_facts.get("covered", "yes")) == said
    assert covered_by(unit, on=date(2026, 6, 9)).is_covered is (said[1] == "yes")


@pytest.mark.parametrize("name", ["DP-9", "DP-1002", "dp-1001"])
def test_a_unit_of_somebody_else_or_of_nobody_opens_no_ticket(equipped: Cast, name: str) -> None:
    unit = phone_of(equipped)
    make_unit(equipped.orchard, unit.product, "DP-1002")

    with pytest.raises(Refused) as refused:
        make_ticket(customer=equipped.ada, unit=name, opened_at=TEN)

    assert refused.value.code == "unit_is_not_covered"
    assert not Ticket.objects.exists()
