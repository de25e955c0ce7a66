"""Search, the palette, and the bell."""

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.journal.queries import entries_about
from uphold.kit import stopped_at
from uphold.notices.models import Notification
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.models import Ticket

OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 09:30")


def test_search_finds_by_number_subject_and_message(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(
        customer=cast.ada, opened_at=OPENED_AT, subject="Silent telephones", body="The lobby hears nothing."
    )
    client = as_person(cast.ben)

    found = [
        ticket.number in client.get(f"/desk/search?q={words}").content.decode().split("<main")[1]
        for words in (ticket.number, "telephone", "lobby", "elevator")
    ]

    assert found == [True, True, True, False]


def test_search_finds_nothing_of_another_provider(cast: Cast, as_person: AsPerson) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT, subject="Silent telephones")

    text = as_person(cast.tom).get("/desk/search?q=telephones").content.decode()

    assert "No ticket says this" in text


def test_the_palette_finds_pages_tickets_people_and_clauses(cast: Cast, as_person: AsPerson) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT, subject="Response of the gateway")
    client = as_person(cast.ben)

    texts = {
        words: client.get(f"/desk/palette?q={words}", headers={"HX-Request": "true"}).content.decode()
        for words in ("breach", "gateway", "orchard", "response")
    }

    assert 'href="/desk/queue/breached"' in texts["breach"]
    assert "Response of the gateway" in texts["gateway"]
    assert f"/desk/queue/all?organisation={cast.orchard.pk}" in texts["orchard"]
    assert "§ 3 First response" in texts["response"]


def test_beside_a_ticket_the_palette_finds_what_can_be_done_to_it(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    text = as_person(cast.ben).get(f"/desk/palette?about={ticket.number}&q=escal").content.decode()

    assert f"/desk/tickets/{ticket.number}/escalation" in text


def test_the_bell_lists_what_concerns_its_reader_until_it_is_read(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    tell(cast, ticket)
    client = as_person(cast.ben)

    with stopped_at(NOW):
        before = client.get("/desk/notices").content.decode()
        client.post("/desk/notices/read")
        after = client.get("/desk/notices").content.decode()

    assert "The customer wrote" in before
    assert "Nothing new" in after


def test_whoever_comes_from_a_notice_has_read_it(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    notice = tell(cast, ticket)
    client = as_person(cast.ben)

    with stopped_at(NOW):
        client.get(f"/desk/tickets/{ticket.number}?told=1")

    notice.refresh_from_db()
    assert notice.read_at == NOW


def test_a_missed_promise_is_called_by_its_name(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sweep_clocks(at("2026-06-09 11:30"))
    entry = entries_about(ticket).get(kind="ticket.breached")
    Notification.objects.create(
        staff=cast.ben.staff, ticket=ticket, entry_id=entry.pk, kind=entry.kind, at=entry.at
    )

    text = as_person(cast.ben).get("/desk/notices").content.decode()

    assert "First response was missed" in text


def test_nobody_reads_the_notices_of_another(cast: Cast, as_person: AsPerson) -> None:
    tell(cast, make_ticket(customer=cast.ada, opened_at=OPENED_AT))

    text = as_person(cast.nia).get("/desk/notices").content.decode()

    assert "Nothing new" in text


def tell(cast: Cast, ticket: Ticket) -> Notification:
    entry = entries_about(ticket)[0]
    return Notification.objects.create(
        staff=cast.ben.staff, ticket=ticket, entry_id=entry.pk, kind="ticket.wrote", at=OPENED_AT
    )
