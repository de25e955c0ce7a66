"""The pages of who is on call: now, the weeks ahead with their gaps, whom steps call, and one's own ways."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.oncall import let_call, make_rota_of
from tests.cast.people import Caller, Cast, Worker, make_worker
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.access import Role
from uphold.journal.models import Entry
from uphold.kit import stopped_at
from uphold.notices.models import Way
from uphold.notices.paging.jobs import page_somebody
from uphold.notices.ways import add_way
from uphold.oncall.actions import escalate, override_duty, take_page
from uphold.oncall.actions.paging import token_of
from uphold.oncall.models import Attempt, HandoverNote, Override, Page, PathTarget, Rota

MONDAY = at("2026-06-08 09:00")
NOW = at("2026-06-09 10:00")
FORM = {
    "name": "Night",
    "turn_days": "7",
    "first_on": "2026-06-08",
    "handover_at": "09:00",
    "zone": "Europe/Vienna",
    "repage_minutes": "10",
    "most_pages": "2",
}


@pytest.fixture(autouse=True)
def _tuesday() -> Iterator[None]:
    with stopped_at(NOW):
        yield


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_says_who_is_on_duty_until_when_and_where_nobody_is(cast: Cast, as_person: AsPerson) -> None:
    rota = make_rota_of(cast, [cast.ben, cast.nia], made_at=MONDAY)
    starts_at, ends_at = at("2026-06-20 00:00"), at("2026-06-21 12:00")
    override_duty(
        actor=cast.lea.actor, rota=rota, staff=None, at=MONDAY, starts_at=starts_at, ends_at=ends_at
    )
    let_call(cast, "Desk lead", rota=rota, at=MONDAY)

    page = text_of(as_person(cast.nia), "/desk/oncall/")

    assert "<b>Ben</b>" in page
    assert "is on duty until Mon 15 Jun, 09:00, then Nia" in page
    assert "Nobody is on duty: Sat 20 Jun, 00:00 to Sun 21 Jun, 12:00, 1 d 12 h" in " ".join(page.split())
    assert "Called for: Desk lead (northwind)" in page


def test_whoever_is_called_is_taken_from_the_page(cast: Cast, as_person: AsPerson) -> None:
    let_call(cast, "Desk lead", staff=cast.ben, at=MONDAY)
    ticket = make_ticket(customer=cast.ada, opened_at=MONDAY)
    escalate(actor=cast.ada.actor, ticket=ticket, reason="Nobody called us back.", at=NOW)
    page = Page.objects.get()
    assert "Desk lead: Ben" in text_of(as_person(cast.nia), "/desk/oncall/")
    assert "Take the call" in text_of(as_person(cast.nia), "/desk/tickets/NW-1")

    response = as_person(cast.nia).post(f"/desk/oncall/pages/{page.pk}/taking")

    assert response["Location"] == "/desk/tickets/NW-1"
    page.refresh_from_db()
    assert page.taken_by == cast.nia.staff
    again = as_person(cast.ben).post(f"/desk/oncall/pages/{page.pk}/taking")
    assert again.status_code == 409
    assert "Nia has taken it already." in again.content.decode()


def test_a_lead_makes_a_rota_in_the_order_of_places(cast: Cast, as_person: AsPerson) -> None:
    places = {f"place-{cast.nia.staff.pk}": "1", f"place-{cast.ben.staff.pk}": "2"}

    response = as_person(cast.lea).post(f"/desk/oncall/rotas/of/{cast.northwind.pk}", FORM | places)

    rota = Rota.objects.get()
    assert response["Location"] == f"/desk/oncall/rotas/{rota.pk}"
    assert [turn.staff.name for turn in rota.turns.all()] == ["Nia", "Ben"]


def test_what_is_wrong_with_a_rota_stands_at_its_field(cast: Cast, as_person: AsPerson) -> None:
    response = as_person(cast.lea).post(
        f"/desk/oncall/rotas/of/{cast.northwind.pk}", FORM | {"zone": "Vienna"}
    )

    assert response.status_code == 422
    assert "Vienna is no time zone" in response.content.decode()
    assert not Rota.objects.exists()


def test_the_form_offers_the_rota_as_it_runs(cast: Cast, as_person: AsPerson) -> None:
    rota = make_rota_of(cast, [cast.ben, cast.nia], made_at=MONDAY)

    with stopped_at(at("2026-06-16 10:00")):
        page = text_of(as_person(cast.lea), f"/desk/oncall/rotas/{rota.pk}/change")

    assert 'value="2026-06-15"' in page
    assert f'name="place-{cast.nia.staff.pk}" value="1"' in page


def test_an_exception_is_typed_on_the_clock_of_the_rota(cast: Cast, as_person: AsPerson) -> None:
    rota = make_rota_of(cast, [cast.ben], zone="America/New_York", made_at=MONDAY)
    said = {"who": str(cast.nia.staff.pk), "starts_at": "2026-06-10T18:00", "ends_at": "2026-06-11T08:00"}

    as_person(cast.nia).post(f"/desk/oncall/rotas/{rota.pk}/exceptions", said)

    override = Override.objects.get()
    assert (override.staff, override.starts_at) == (cast.nia.staff, at("2026-06-11 00:00"))
    page = text_of(as_person(cast.nia), f"/desk/oncall/rotas/{rota.pk}")
    assert "Nia, by exception" in page
    as_person(cast.nia).post(f"/desk/oncall/exceptions/{override.pk}/withdrawal")
    assert "Nia, by exception" not in text_of(as_person(cast.nia), f"/desk/oncall/rotas/{rota.pk}")


def test_an_agent_is_offered_himself_alone(cast: Cast, as_person: AsPerson) -> None:
    rota = make_rota_of(cast, [cast.ben], made_at=MONDAY)
    said = {"who": "nobody", "starts_at": "2026-06-10T18:00", "ends_at": "2026-06-11T08:00"}

    response = as_person(cast.nia).post(f"/desk/oncall/rotas/{rota.pk}/exceptions", said)

    assert response.status_code == 422
    assert not Override.objects.exists()


def test_a_note_stays_for_the_next_one(cast: Cast, as_person: AsPerson) -> None:
    rota = make_rota_of(cast, [cast.ben], made_at=MONDAY)

    as_person(cast.ben).post(f"/desk/oncall/rotas/{rota.pk}/notes", {"words": "The trunk flaps."})

    assert HandoverNote.objects.get().words == "The trunk flaps."
    assert "The trunk flaps." in text_of(as_person(cast.nia), "/desk/oncall/")


def test_a_lead_says_whom_a_step_calls(cast: Cast, as_person: AsPerson) -> None:
    rota = make_rota_of(cast, [cast.ben], made_at=MONDAY)
    assert "the address that the agreement names" in text_of(as_person(cast.lea), "/desk/oncall/path")

    as_person(cast.lea).post("/desk/oncall/path/northwind/1", {"whom": f"rota {rota.pk}"})

    assert PathTarget.objects.get().rota == rota
    assert "who is on duty in First line" in text_of(as_person(cast.ben), "/desk/oncall/path")


def test_a_way_is_added_and_its_address_never_shown_again(cast: Cast, as_person: AsPerson) -> None:
    address = "tgram://123456789:abcdefg_hijklmnop/12345"
    said = {"kind": "apprise", "name": "Telephone", "address": address}

    response = as_person(cast.ben).post("/desk/oncall/ways/new", said)

    assert response.status_code == 302
    page = text_of(as_person(cast.ben), "/desk/oncall/ways")
    assert "Telegram" in page
    assert "123456789" not in page


def test_the_secret_of_a_webhook_is_shown_once(cast: Cast, as_person: AsPerson) -> None:
    said = {"kind": "webhook", "name": "Bell", "address": "https://hooks.example/T1"}

    response = as_person(cast.ben).post("/desk/oncall/ways/new", said)

    assert "whsec_" in response.content.decode()
    assert "whsec_" not in text_of(as_person(cast.ben), "/desk/oncall/ways")
    assert Way.objects.get().kind == "webhook"


def test_the_link_of_a_message_shows_first_and_takes_with_the_button(cast: Cast, as_person: AsPerson) -> None:
    let_call(cast, "Desk lead", staff=cast.ben, at=MONDAY)
    ticket = make_ticket(customer=cast.ada, opened_at=MONDAY)
    escalate(actor=cast.ada.actor, ticket=ticket, reason="Nobody called us back.", at=NOW)
    link = f"/page/{token_of(Attempt.objects.get().nonce)}"

    shown = text_of(Client(), link)
    assert "Nobody called us back." in shown
    assert Page.objects.get().state == "waiting"
    taken = Client().post(link)

    assert "You have taken it" in taken.content.decode()
    assert Client().post(link).status_code == 409
    assert "You have taken it" in text_of(Client(), link)
    for face in (
        as_person(cast.ada).get("/portal/tickets/NW-1/"),
        as_person(cast.lea).get("/desk/tickets/NW-1"),
    ):
        assert "Ben has taken it" in face.content.decode()
    with stopped_at(NOW + timedelta(days=2)):
        assert Client().get(link).status_code == 404


@pytest.mark.parametrize("address", ["/desk/oncall/", "/desk/oncall/path", "/desk/oncall/calls"])
def test_many_cost_as_many_statements_as_few(address: str, cast: Cast, as_person: AsPerson) -> None:
    def grow(numbers: range) -> None:
        for number in numbers:
            make_rota_of(cast, [cast.ben, cast.nia], name=f"Rota {number}", made_at=MONDAY)
            ticket = make_ticket(customer=cast.ada, opened_at=MONDAY)
            escalate(actor=cast.ada.actor, ticket=ticket, reason="Nobody called.", at=NOW)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(client, address)
        return len(captured)

    client = as_person(cast.lea)
    grow(range(2))
    text_of(client, address)
    few = statements()
    grow(range(2, 12))

    assert statements() == few


def test_calls_say_by_which_ways_they_went_and_who_took_them(cast: Cast, as_person: AsPerson) -> None:
    assert "Nobody was called yet" in text_of(as_person(cast.nia), "/desk/oncall/calls")
    let_call(cast, "Desk lead", staff=cast.ben, at=MONDAY)
    address = "tgram://123456789:abcdefg_hijklmnop/12345"
    add_way(actor=cast.ben.actor, kind="apprise", name="My own", address=address, at=MONDAY)
    ticket = make_ticket(customer=cast.ada, opened_at=MONDAY)
    escalate(actor=cast.ada.actor, ticket=ticket, reason="Nobody called us back.", at=NOW)
    page_somebody(Entry.objects.get(kind="ticket.paged").pk, at=NOW)
    take_page(actor=cast.nia.actor, page=Page.objects.get(), at=NOW + timedelta(minutes=4))

    page = text_of(as_person(cast.nia), "/desk/oncall/calls")

    assert "Ben (mail, service waits)" in page
    assert "Nia took it after 4 min" in page
    assert "My own" not in page


def test_who_may_come_to_each_page(cast: Cast, as_person: AsPerson) -> None:
    rota = make_rota_of(cast, [cast.ben], made_at=MONDAY)
    way = add_way(actor=cast.ben.actor, kind="mail", name="Other", address="b@home.example", at=MONDAY).way
    read = ["", "calls", "path", f"rotas/{rota.pk}"]
    managed = [f"rotas/of/{cast.northwind.pk}", f"rotas/{rota.pk}/change", "path/northwind/1"]
    own = ["ways", "ways/new", f"rotas/{rota.pk}/exceptions"]
    cleo = make_worker("Cleo", of=cast.northwind, role=Role.CLERK)

    def seen(person: Worker | Caller | None, pages: list[str]) -> list[int]:
        return [as_person(person).get(f"/desk/oncall/{page}").status_code for page in pages]

    assert seen(None, [*read, *managed, *own]) == [302] * 10
    for nobody in (cast.ada, cast.max, cast.eve, cleo):
        assert seen(nobody, [*read, *managed, *own]) == [403] * 10
    assert seen(cast.tom, [*read, *managed, *own]) == [200, 200, 200, 404, 403, 403, 403, 200, 200, 404]
    for agent in (cast.ben, cast.nia):
        assert seen(agent, [*read, *managed, *own]) == [200] * 4 + [403] * 3 + [200] * 3
    for lead in (cast.lea, cast.olga):
        assert seen(lead, [*read, *managed, *own]) == [200] * 10
    assert as_person(cast.lea).post(f"/desk/oncall/ways/{way.pk}/removal").status_code == 404
    assert as_person(cast.ben).post(f"/desk/oncall/ways/{way.pk}/try").status_code == 302
    assert as_person(cast.ben).post(f"/desk/oncall/ways/{way.pk}/removal").status_code == 302
