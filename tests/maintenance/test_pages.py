"""Pages of planned work and outages at the desk; status pages for everybody and for the customer."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast.appointments import ny
from tests.cast.maintenance import make_plan, make_work
from tests.cast.people import Cast
from tests.cast.products import make_product
from tests.cast.shipped import open_shipped
from tests.desk.conftest import AsPerson
from uphold.journal.models import Entry
from uphold.kit import stopped_at
from uphold.maintenance.actions import begin_work, declare_outage, end_outage, end_work
from uphold.maintenance.models import Outage, PlannedWork
from uphold.notices.maintenance import tell_of_work
from uphold.products.models import Product, Unit

TUESDAY = ny("2026-06-09 10:00")
BASE = "/desk/maintenance/"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def declare(cast: Cast, product: Product) -> Outage:
    return declare_outage(
        actor=cast.ben.actor,
        provider=cast.northwind,
        title="No calls",
        words="We look for the cause.",
        products=[product],
        since_at=TUESDAY,
        at=TUESDAY,
    )


def planned(cast: Cast, product: Product) -> dict[str, object]:
    return {
        "provider": cast.northwind.pk,
        "change": "Planned maintenance",
        "title": "New storage",
        "words": "",
        "products": [product.pk],
        "zone": "America/New_York",
        "starts": "2026-06-20T23:00",
        "ends": "2026-06-20T23:45",
    }


def test_a_plan_shows_who_is_affected_by_which_clause_before_it_is_kept(
    hosted: Cast, exchange: Product, as_person: AsPerson
) -> None:
    client = as_person(hosted.ben)
    assert "Show who is affected" in text_of(client, f"{BASE}new")
    with stopped_at(TUESDAY):
        shown = client.post(f"{BASE}new", {**planned(hosted, exchange), "preview": "yes"})

    page = shown.content.decode()
    assert "Harbour Clinic" in page
    assert "customers whose service may be affected" in page
    assert "§ 10" in page
    assert not PlannedWork.objects.exists()


def test_work_goes_from_its_plan_to_its_end_through_the_pages(
    hosted: Cast, exchange: Product, as_person: AsPerson
) -> None:
    ben, lea = as_person(hosted.ben), as_person(hosted.lea)
    with stopped_at(TUESDAY):
        ben.post(f"{BASE}new", planned(hosted, exchange))
        work = PlannedWork.objects.get()
        place = f"{BASE}{work.pk}"
        own = ben.post(f"{place}/approval")
        early = ben.post(f"{place}/announcement")
        lea.post(f"{place}/approval")
        ben.post(f"{place}/announcement")
        ben.post(f"{place}/beginning")
        longer = {"zone": "America/New_York", "ends": "2026-06-21T00:30", "reason": "A slow disk."}
        ben.post(f"{place}/extension", longer)
        ben.post(f"{place}/ending")
        tell_of_work(Entry.objects.get(kind="maintenance.announced").pk, at=TUESDAY)

    work.refresh_from_db()
    assert (own.status_code, early.status_code) == (403, 409)
    assert (work.state, work.ends_at) == ("ended", ny("2026-06-21 00:30"))
    page = text_of(ben, place)
    assert "ada@harbour.example" in page
    assert "waits to be sent" in page
    assert "A slow disk." in page


def test_an_outage_suggests_its_tickets_links_and_answers_them(
    hosted: Cast, exchange: Product, as_person: AsPerson
) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=TUESDAY, request="Fault", impact="Total loss")
    ticket.unit = Unit.objects.get(organisation=hosted.harbour)
    ticket.save(update_fields=["unit"])
    place = f"{BASE}outages/{declare(hosted, exchange).pk}"
    ben = as_person(hosted.ben)

    with stopped_at(ny("2026-06-09 10:05")):
        assert "Probably caused by it" in text_of(ben, place)
        ben.post(f"{place}/tickets/{ticket.number}")
        ben.post(f"{place}/answer", {"words": "A switch is broken."})
        ben.post(f"{place}/end", {"words": "It is replaced."})

    assert "Probably caused by it" not in text_of(ben, place)
    assert ticket.messages.filter(body="A switch is broken.").count() == 1
    assert Outage.objects.get().ended_at == ny("2026-06-09 10:05")


@pytest.mark.usefixtures("exchange")
def test_the_public_page_tells_of_its_products_alone_and_names_no_customer(hosted: Cast) -> None:
    shown = make_product(hosted.northwind, "Calls", kind="service")
    hidden = Product.objects.get(name="Hosted exchange")
    Product.objects.filter(pk=shown.pk).update(is_on_status_page=True)
    declare(hosted, shown)
    make_work(hosted, make_plan(shown), at=TUESDAY)
    make_work(hosted, make_plan(hidden), at=TUESDAY)

    with stopped_at(TUESDAY):
        page = text_of(Client(), "/status/northwind")

    assert "Calls outage" in page
    assert "We look for the cause." in page
    assert page.count("New storage") == 1
    assert "Hosted exchange" not in page
    assert not any(name in page for name in ("Harbour", "Orchard", "Ada", "Ben"))


def test_the_public_page_is_kept_for_half_a_minute_and_needs_no_script(hosted: Cast) -> None:
    first = Client().get("/status/northwind")
    with CaptureQueriesContext(connection) as asked:
        Client().get("/status/northwind")

    assert first["Cache-Control"] == "public, max-age=30"
    assert "<script" not in first.content.decode()
    assert not any("maintenance_" in query["sql"] for query in asked)
    assert Client().get("/status/nowhere").status_code == 404
    assert hosted.northwind.is_active


def test_history_ends_after_ninety_days(hosted: Cast, exchange: Product) -> None:
    Product.objects.update(is_on_status_page=True)
    end_outage(actor=hosted.ben.actor, outage=declare(hosted, exchange), words="Done.", at=TUESDAY)

    found = {}
    for day in ("2026-09-07 09:00", "2026-09-08 09:00"):
        cache.clear()
        with stopped_at(ny(day)):
            found[day] = "No calls" in text_of(Client(), "/status/northwind")

    assert found == {"2026-09-07 09:00": True, "2026-09-08 09:00": False}


def test_a_customer_sees_his_own_services_and_nobody_else_s(
    hosted: Cast, exchange: Product, as_person: AsPerson
) -> None:
    work = make_work(hosted, make_plan(exchange), at=TUESDAY)
    begin_work(actor=hosted.ben.actor, work=work, at=TUESDAY)

    with stopped_at(TUESDAY):
        harbour = text_of(as_person(hosted.ada), "/portal/status")
        orchard = text_of(as_person(hosted.eve), "/portal/status")
        end_work(actor=hosted.ben.actor, work=work, at=TUESDAY)

    assert "Hosted exchange under maintenance" in harbour
    assert "Hosted exchange" not in orchard


def test_the_list_asks_as_often_for_two_as_for_twenty(
    hosted: Cast, exchange: Product, as_person: AsPerson
) -> None:
    client = as_person(hosted.ben)
    counts = []
    for number in (2, 18):
        for _ in range(number):
            make_work(hosted, make_plan(exchange), at=TUESDAY, to="draft")
            declare(hosted, exchange)
        with CaptureQueriesContext(connection) as asked:
            text_of(client, BASE)
        counts.append(len(asked))

    assert counts[0] == counts[1]
