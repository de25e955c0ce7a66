"""The portal's page of equipment and services, and a ticket that begins there."""

import re
from datetime import date

import pytest

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.cast.products import make_product, make_product_version, make_unit
from tests.desk.conftest import AsPerson
from tests.products.conftest import PRODUCTS
from uphold.kit import stopped_at
from uphold.products.models import Unit
from uphold.tickets.models import Ticket

TEN = at("2026-06-09 10:00")
SAID = {"request": "Fault", "impact": "One", "subject": "Silent", "body": "Since eight.", "evidence": "Logs"}


@pytest.fixture
def equipped(db: None) -> Cast:
    everybody = make_cast()
    version = make_version(everybody.northwind, text=NORTHWIND + PRODUCTS)
    make_contract(everybody.harbour, version=version)
    return everybody


def an_old_phone(everybody: Cast) -> Unit:
    version = make_product_version(make_product(everybody.northwind), support_ends_on=date(2026, 6, 8))
    return make_unit(everybody.harbour, version.product, version=version, shipped_on=date(2025, 1, 31))


def test_a_customer_sees_what_stands_with_him_and_nobody_else_s(equipped: Cast, as_person: AsPerson) -> None:
    unit = an_old_phone(equipped)
    make_unit(equipped.harbour, unit.product, "GONE-1")
    Unit.objects.filter(name="GONE-1").update(state="retired")
    make_unit(equipped.orchard, unit.product, "DP-2")

    with stopped_at(TEN):
        text = as_person(equipped.ada).get("/portal/units/").content.decode()
        gone = as_person(equipped.ada).get("/portal/units/?state=gone").content.decode()

    assert re.findall(r'data-row href="[^"]*">([^<]+)</a>', text) == ["DP-1001"]
    assert re.findall(r'data-row href="[^"]*">([^<]+)</a>', gone) == ["GONE-1"]
    assert f'href="/portal/tickets/new?provider={equipped.northwind.pk}&amp;unit=DP-1001"' in text


def test_the_page_of_a_unit_says_warranty_and_support_with_the_row(
    equipped: Cast, as_person: AsPerson
) -> None:
    unit = an_old_phone(equipped)

    with stopped_at(TEN):
        text = as_person(equipped.ada).get(f"/portal/units/{unit.pk}").content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", text).split())

    assert "Support of Desk phone 2.1 ended on 8 Jun 2026." in words
    assert "until 31 Jan 2027 (24 months from shipping on 31 Jan 2025)" in words
    assert "/portal/agreements/northwind/1/" in text


def test_a_ticket_that_begins_at_a_unit_says_what_has_ended_before_it_is_sent(
    equipped: Cast, as_person: AsPerson
) -> None:
    unit = an_old_phone(equipped)
    client = as_person(equipped.ada)

    with stopped_at(TEN):
        text = client.get("/portal/tickets/new?unit=DP-1001").content.decode()
        foreseen = client.get(
            "/portal/tickets/preview", {"request": "Fault", "unit": "DP-1001"}
        ).content.decode()
        client.post("/portal/tickets", {**SAID, "unit": "DP-1001"})

    assert (
        '<option value="DP-1001" selected>DP-1001 · Desk phone 2.1 · support ended on 8 Jun 2026</option>'
        in text
    )
    assert "Support of Desk phone 2.1 ended on 8 Jun 2026." in text
    assert "Support of Desk phone 2.1 ended on 8 Jun 2026." in foreseen
    assert Ticket.objects.get().unit == unit


@pytest.mark.parametrize(
    ("sale", "support", "words"),
    [
        ("2026-06-08", None, "Desk phone is not sold any more since 8 Jun 2026; it is supported."),
        (
            "2026-06-08",
            "2027-06-08",
            "Desk phone is not sold any more since 8 Jun 2026; it is supported until 8 Jun 2027.",
        ),
        ("2026-06-08", "2026-06-09", "Support of Desk phone ends on 9 Jun 2026."),
        (None, "2026-09-07", "Support of Desk phone ends on 7 Sep 2026."),
        ("2026-06-09", "2026-09-08", ""),
    ],
)
def test_the_life_of_a_product_is_said_while_one_asks(
    equipped: Cast, as_person: AsPerson, sale: str | None, support: str | None, words: str
) -> None:
    product = make_product(
        equipped.northwind,
        sale_ends_on=date.fromisoformat(sale) if sale else None,
        support_ends_on=date.fromisoformat(support) if support else None,
    )
    make_unit(equipped.harbour, product)

    with stopped_at(TEN):
        text = as_person(equipped.ada).get("/portal/tickets/new?unit=DP-1001").content.decode()

    told = re.findall(r'<p class="line"><span>(Support of [^<]+|[^<]+not sold[^<]+)</span>', text)
    assert told == ([words] if words else [])


def test_many_units_are_not_listed_but_typed(
    equipped: Cast, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = an_old_phone(equipped)
    make_unit(equipped.harbour, unit.product, "DP-2")
    monkeypatch.setattr("uphold.ui.installed.choices.MOST_LISTED", 1)
    client = as_person(equipped.ada)

    with stopped_at(TEN):
        text = client.get("/portal/tickets/new").content.decode()
        client.post("/portal/tickets", {**SAID, "unit": "DP-2"})

    assert re.search(r'<input[^>]+name="unit"', text)
    assert Ticket.objects.get().unit_name == "DP-2"


def test_a_typed_number_that_nobody_has_is_said_at_the_form(
    equipped: Cast, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = an_old_phone(equipped)
    make_unit(equipped.harbour, unit.product, "DP-2")
    monkeypatch.setattr("uphold.ui.installed.choices.MOST_LISTED", 1)

    with stopped_at(TEN):
        response = as_person(equipped.ada).post("/portal/tickets", {**SAID, "unit": "DP-77"})

    assert response.status_code == 422
    assert "Since eight." in response.content.decode()
    assert not Ticket.objects.exists()
