"""The desk's pages of products and of the installed base."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.agreements import make_unit as cover
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast, make_worker
from tests.cast.products import make_product, make_product_version, make_site, make_unit
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from tests.products.conftest import PRODUCTS
from uphold.access import Role
from uphold.kit import stopped_at
from uphold.products.actions import change_unit, move_unit
from uphold.products.models import Product, ProductVersion, Site, Unit

NOW = at("2026-06-09 10:00")
BASE = "/desk/installed-base/"


@pytest.fixture
def equipped(db: None) -> Cast:
    everybody = make_cast()
    version = make_version(everybody.northwind, text=NORTHWIND + PRODUCTS)
    make_contract(everybody.harbour, version=version)
    make_contract(everybody.orchard, version=version)
    return everybody


def test_the_list_is_narrowed_by_what_its_address_says(equipped: Cast, as_person: AsPerson) -> None:
    phone = make_product(equipped.northwind)
    old = make_product_version(phone, "1.0", support_ends_on=date(2026, 6, 8))
    quay = make_site(equipped.harbour)
    make_unit(equipped.harbour, phone, "DP-1", site=quay, warranty_ends_on=date(2026, 6, 9))
    make_unit(equipped.harbour, phone, "DP-2", version=old, warranty_ends_on=date(2026, 6, 8))
    make_unit(equipped.orchard, make_product(equipped.northwind, "Gateway"), "GW-1")
    make_unit(equipped.orchard, make_product(equipped.southgate), "SG-1")
    client = as_person(equipped.ben)

    asked = {
        "": "DP-1 DP-2 GW-1",
        "q=quay": "DP-1",
        "q=desk dp-2": "DP-2",
        f"customer={equipped.orchard.pk}": "GW-1",
        f"product={phone.pk}": "DP-1 DP-2",
        f"customer={equipped.harbour.pk}&site={quay.pk}": "DP-1",
        "support=ended": "DP-2",
        "support=running": "DP-1 GW-1",
        "warranty=running": "DP-1",
        "warranty=ended": "DP-2",
        "warranty=none": "GW-1",
        "state=retired": "",
        "customer=nobody&state=lost": "DP-1 DP-2 GW-1",
    }
    with stopped_at(NOW):
        found = {query: named(client.get(f"{BASE}?{query}").content.decode()) for query in asked}

    assert found == asked


def test_a_unit_s_page_says_how_it_stands_today_and_by_which_row(equipped: Cast, as_person: AsPerson) -> None:
    version = make_product_version(make_product(equipped.northwind), support_ends_on=date(2026, 6, 8))
    unit = make_unit(equipped.harbour, version.product, version=version, shipped_on=date(2025, 1, 31))
    quay = make_site(equipped.harbour)
    cover(equipped.harbour, "DP-1001")
    ticket = make_ticket(customer=equipped.ada, unit="DP-1001", opened_at=NOW)
    move_unit(actor=equipped.ben.actor, unit=unit, site=quay, at=NOW)
    change_unit(
        actor=equipped.ben.actor,
        unit=unit,
        product=unit.product,
        version=version,
        shipped_on=date(2025, 2, 28),
        at=NOW,
    )

    with stopped_at(NOW):
        text = as_person(equipped.ben).get(f"{BASE}{unit.pk}").content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", text).split())

    assert "Support of Desk phone 2.1 ended on 8 Jun 2026." in words
    assert "until 28 Feb 2027 (24 months from shipping on 28 Feb 2025)" in words
    assert "§ 8" in words
    assert "northwind, since 1 Jan 2026, as DP-1001" in words
    assert f"{ticket.number} {ticket.subject}" in words
    assert "moved it: – → Quay 4" in words
    assert "shipped 2025-01-31 → 2025-02-28" in words
    assert f'href="/desk/tickets/new/{equipped.northwind.pk}/{equipped.harbour.pk}?unit=DP-1001"' in text


def test_the_palette_finds_a_unit_by_its_number(equipped: Cast, as_person: AsPerson) -> None:
    unit = make_unit(equipped.harbour, make_product(equipped.northwind))
    make_unit(equipped.orchard, make_product(equipped.southgate), "DP-1002")

    with stopped_at(NOW):
        text = as_person(equipped.ben).get("/desk/palette?q=dp-10").content.decode()

    assert re.findall(rf'href="{BASE}(\d+)"', text) == [str(unit.pk)]


def test_a_unit_is_added_with_a_site_that_nobody_added_yet(equipped: Cast, as_person: AsPerson) -> None:
    phone = make_product(equipped.northwind)
    make_product_version(phone)
    said = {
        "customer": "harbour clinic",
        "product": str(phone.pk),
        "kind": "serial",
        "name": "DP-1",
        "version": "2.1",
        "site": "Tower",
        "shipped_on": "2026-01-31",
    }

    with stopped_at(NOW):
        response = as_person(equipped.ben).post(f"{BASE}new", said)
        again = as_person(equipped.ben).post(f"{BASE}new", {**said, "version": "9"})

    unit = Unit.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"{BASE}{unit.pk}")
    assert (unit.organisation, unit.version, unit.site) == (
        equipped.harbour,
        ProductVersion.objects.get(),
        Site.objects.get(name="Tower"),
    )
    assert again.status_code == 422


def test_a_unit_is_changed_put_and_replaced_by_its_forms(equipped: Cast, as_person: AsPerson) -> None:
    phone = make_product(equipped.northwind)
    unit = make_unit(equipped.harbour, phone, shipped_on=date(2026, 1, 31))
    other = make_unit(equipped.harbour, phone, "DP-1002")
    client, here = as_person(equipped.ben), f"{BASE}{unit.pk}"
    said = {"product": str(phone.pk), "site": "Tower", "shipped_on": "2026-02-28"}

    with stopped_at(NOW):
        codes = [
            client.post(f"{here}/change", said).status_code,
            client.post(f"{here}/state", {"state": "spare"}).status_code,
            client.post(f"{here}/replacement", {"by": "DP-9"}).status_code,
            client.post(f"{here}/replacement", {"by": "DP-1002"}).status_code,
            client.post(f"{here}/state", {"state": "retired"}).status_code,
        ]

    unit.refresh_from_db()
    other.refresh_from_db()
    assert codes == [302, 302, 422, 302, 409]
    assert (unit.state, unit.replaced_by) == ("replaced", other)
    assert (other.site, other.under_warranty_until) == (Site.objects.get(), date(2028, 2, 28))


def test_a_lead_lists_a_product_with_its_versions(equipped: Cast, as_person: AsPerson) -> None:
    client = as_person(equipped.lea)

    with stopped_at(NOW):
        client.post(
            f"{BASE}products/new",
            {
                "provider": str(equipped.northwind.pk),
                "name": "Gateway",
                "kind": "hardware",
                "support_ends_on": "2026-06-08",
            },
        )
        product = Product.objects.get()
        client.post(f"{BASE}products/{product.pk}/versions", {"name": "3.0", "released_on": "2026-05-01"})
        wrong = client.post(
            f"{BASE}products/{product.pk}/change",
            {
                "name": "Gateway",
                "kind": "hardware",
                "sale_ends_on": "2027-01-01",
                "support_ends_on": "2026-01-01",
            },
        )
        text = client.get(f"{BASE}products/{product.pk}").content.decode()
        listed = client.get(f"{BASE}products?q=gate").content.decode()

    assert wrong.status_code == 422
    assert "3.0" in text
    assert "1 May 2026" in text
    assert "ended on 8 Jun 2026" in text
    assert named(listed) == "Gateway"


def test_a_list_is_looked_at_and_then_taken_in(equipped: Cast, as_person: AsPerson) -> None:
    make_product(equipped.northwind)
    content = b"Serial,Customer,Product\nDP-1,Harbour Clinic,Desk phone\nDP-2,Harbour Clinic,Desk fone\n"
    client = as_person(equipped.ben)
    file = BytesIO(content)
    file.name = "units.csv"
    provider = str(equipped.northwind.pk)

    with stopped_at(NOW):
        seen = client.post(f"{BASE}list", {"provider": provider, "file": file}).content.decode()
        before = Unit.objects.count()
        kept = dict(re.findall(r'type="hidden" name="(provider|slashes|name|content)" value="([^"]*)"', seen))
        response = client.post(f"{BASE}list", {**kept, "take": "1"})

        page = client.get(f"{BASE}{Unit.objects.get().pk}").content.decode()

    assert "took it in from a list" in page
    assert "1 unit is new" in seen
    assert "“Desk fone” is not here; did you mean “Desk phone”?" in seen
    assert (before, response.status_code) == (0, 302)
    assert [unit.name for unit in Unit.objects.all()] == ["DP-1"]


READ = ("", "{unit}", "products", "products/{product}")
BASE_ACTS = ("new", "list", "{unit}/change", "{unit}/state", "{unit}/replacement", "sites/{site}")
PRODUCT_ACTS = (
    "products/new",
    "products/{product}/change",
    "products/{product}/versions",
    "versions/{version}/change",
)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("clara", (200, 403, 403)),
        ("ben", (200, 200, 403)),
        ("lea", (200, 200, 200)),
        ("olga", (200, 200, 200)),
        ("ada", (403, 403, 403)),
        ("nobody", (302, 302, 302)),
    ],
)
def test_who_comes_to_which_page(
    equipped: Cast, as_person: AsPerson, name: str, codes: tuple[int, int, int]
) -> None:
    version = make_product_version(make_product(equipped.northwind))
    site = make_site(equipped.harbour)
    unit = make_unit(equipped.harbour, version.product)
    ids = {"unit": unit.pk, "product": version.product_id, "version": version.pk, "site": site.pk}
    clara = make_worker("Clara", of=equipped.northwind, role=Role.CLERK)
    people = {"clara": clara, "nobody": None}
    client = as_person(people[name] if name in people else getattr(equipped, name))

    with stopped_at(NOW):
        answered = [
            {client.get(BASE + page.format(**ids)).status_code for page in pages}
            for pages in (READ, BASE_ACTS, PRODUCT_ACTS)
        ]

    assert answered == [{code} for code in codes]


def test_staff_of_another_provider_find_nothing(equipped: Cast, as_person: AsPerson) -> None:
    version = make_product_version(make_product(equipped.northwind))
    unit, site = make_unit(equipped.harbour, version.product), make_site(equipped.harbour)
    ids = {"unit": unit.pk, "product": version.product_id, "version": version.pk, "site": site.pk}
    amy = make_worker("Amy", of=equipped.southgate, role=Role.LEAD)

    with stopped_at(NOW):
        answered = {
            as_person(amy).get(BASE + page.format(**ids)).status_code
            for page in (*READ, *BASE_ACTS, *PRODUCT_ACTS)
            if "{" in page
        }

    assert answered == {404}


@pytest.mark.parametrize("page", ["", "products"])
def test_lists_cost_the_same_for_twenty_rows_as_for_two(
    equipped: Cast, as_person: AsPerson, page: str
) -> None:
    phone = make_product(equipped.northwind)
    client = as_person(equipped.ben)

    def cost() -> int:
        with stopped_at(NOW), CaptureQueriesContext(connection) as seen:
            client.get(f"{BASE}{page}")
        return len(seen)

    for number in range(2):
        make_unit(equipped.harbour, make_product(equipped.northwind, f"P{number}"), f"A{number}")
    cost()
    few = cost()
    for number in range(20):
        site = make_site(equipped.harbour, f"S{number}")
        version = make_product_version(make_product(equipped.northwind, f"Q{number}"))
        make_unit(equipped.harbour, version.product, f"B{number}", version=version, site=site)
    many = cost()

    assert phone.pk
    assert many == few


def named(text: str) -> str:
    return " ".join(re.findall(r'data-row href="[^"]*">([^<]+)</a>', text))
