"""The page of a ticket: what was said, what is promised, and why."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.kit import stopped_at
from uphold.metering.actions import log_work
from uphold.tickets.actions import add_note, assign_ticket, find, reply, wait
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.models import Message, Ticket

MOST_STATEMENTS = 14
DEARER_AT_NIGHT = NORTHWIND.replace(
    """| Office hours | Monday to Friday | 09:00 | 17:00 |
""",
    """| Office hours | Monday to Friday | 09:00 | 17:00 |
| Night        | all other hours  |       |       |
""",
).replace(
    """| Charge             | Request   | Fault    | Rate             | Consent |
|--------------------|-----------|----------|------------------|---------|
| Your own equipment | Fault     | customer | EUR 90.00 per hour |         |
| Included           | otherwise |          | no charge        |         |
""",
    """| Charge             | Request   | Hours | Fault    | Rate               |
|--------------------|-----------|-------|----------|--------------------|
| Your own equipment | Fault     | Night | customer | EUR 90.00 per hour |
| Included           | otherwise |       |          | no charge          |
""",
)
OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 09:30")


def test_the_page_shows_what_is_promised_and_by_which_row(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    text = shown(as_person(cast.ben), ticket)

    assert "answer in 1 h 30" in text
    assert "2 hours in Office hours" in text
    assert "§ 3" in text
    assert "Nobody can call since this morning." in text


def test_what_happened_stands_between_what_was_said(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    assign_ticket(actor=cast.ben.actor, ticket=ticket, assignee=cast.ben.staff, at=at("2026-06-09 09:05"))
    reply(actor=cast.ben.actor, ticket=ticket, body="We look into it.", at=at("2026-06-09 09:10"))
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="customer", at=at("2026-06-09 09:11"))

    text = shown(as_person(cast.nia), ticket)

    told = (
        "opened this by Portal",
        "Nobody can call",
        "took it",
        "We look into it.",
        "waits for the customer",
    )
    places = [text.index(words) for words in told]
    assert places == sorted(places)


def test_a_promise_that_was_kept_says_so_with_its_row(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    reply(actor=cast.ben.actor, ticket=ticket, body="We look into it.", at=at("2026-06-09 09:10"))

    text = shown(as_person(cast.ben), ticket)

    assert "First response: promise kept" in text
    assert "met in 10 min" in text


def test_a_promise_that_was_missed_says_by_how_much(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sweep_clocks(at("2026-06-09 11:30"))

    with stopped_at(at("2026-06-09 11:30")):
        text = as_person(cast.ben).get(f"/desk/tickets/{ticket.number}").content.decode()

    assert "First response was missed" in text
    assert "missed by 30 min" in text


def test_the_foot_says_what_a_minute_costs_while_the_cause_is_open(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    text = shown(as_person(cast.ben), ticket)

    foot = text.split('class="cost-foot"')[1]
    assert "Now: €90.00 per hour unless fault is" in foot.split("<details")[0]
    assert "€90.00 per hour if fault is customer" in foot.split("<details")[1]


def test_the_foot_says_the_price_once_the_cause_is_found(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    find(actor=cast.ben.actor, ticket=ticket, facts={"cause": "Local"}, at=OPENED_AT)

    text = shown(as_person(cast.ben), ticket)

    assert "Now: €90.00 per hour" in text
    assert "Your own equipment" in text


def test_the_foot_says_from_when_the_same_work_would_cost_nothing(cast: Cast, as_person: AsPerson) -> None:
    make_contract(cast.orchard, version=make_version(cast.southgate, text=DEARER_AT_NIGHT))
    opened_at = at("2026-06-09 19:00")
    ticket = make_ticket(customer=cast.eve, provider=cast.southgate, opened_at=opened_at)
    find(actor=cast.tom.actor, ticket=ticket, facts={"cause": "Local"}, at=opened_at)

    with stopped_at(at("2026-06-09 19:30")):
        text = as_person(cast.tom).get(f"/desk/tickets/{ticket.number}").content.decode()

    assert "Now: €90.00 per hour" in text
    assert "From Wed 10 Jun, 09:00: no charge" in text


def test_minutes_that_were_worked_stand_with_their_cost(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=OPENED_AT,
        ended_at=at("2026-06-09 09:20"),
        at=NOW,
    )
    find(actor=cast.ben.actor, ticket=ticket, facts={"cause": "Local"}, at=NOW)

    text = shown(as_person(cast.ben), ticket)

    assert "20 min worked: €30.00" in text


def test_why_then_lists_the_stretches_that_counted(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-08 16:00"))

    with stopped_at(at("2026-06-09 09:30")):
        response = as_person(cast.ben).get(f"/desk/tickets/{ticket.number}/why/first-response/1")

    text = response.content.decode()
    assert "Mon 8 Jun, 16:00" in text
    assert "outside the hours of this clock" in text
    assert "Tue 9 Jun, 10:00" in text
    assert "Within 2 hours" in text


def test_a_promise_that_was_never_made_has_no_why(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    response = as_person(cast.ben).get(f"/desk/tickets/{ticket.number}/why/delivery/1")

    assert response.status_code == 404


def test_every_decision_is_listed_with_its_row_and_facts(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    with stopped_at(NOW):
        text = as_person(cast.ben).get(f"/desk/tickets/{ticket.number}/decisions").content.decode()

    assert "First response · promised · due Tue 9 Jun, 11:00" in text
    assert "impact</span> Everyone" in text


def test_a_reply_is_sent_and_meets_the_promise(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    with stopped_at(NOW):
        response = as_person(cast.ben).post(
            f"/desk/tickets/{ticket.number}/messages", {"reply": "We look into it."}
        )

    assert response.status_code == 302
    assert ticket.promises.get(metric="first response").met_at == NOW


def test_an_empty_reply_is_not_sent(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    response = as_person(cast.ben).post(f"/desk/tickets/{ticket.number}/messages", {"reply": "  "})

    assert response.status_code == 422
    assert "Write something first." in response.content.decode()
    assert Message.objects.filter(ticket=ticket).count() == 1


def test_a_closed_ticket_takes_no_reply(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    client = as_person(cast.ben)
    client.post(f"/desk/tickets/{ticket.number}/closure")

    response = client.post(f"/desk/tickets/{ticket.number}/messages", {"reply": "One more thing."})

    assert response.status_code == 409
    assert "composer-reply" not in shown(client, ticket)


def test_twenty_messages_cost_as_many_statements_as_two(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    client = as_person(cast.ben)
    talk(cast, ticket, 2)
    few = statements(client, ticket)
    talk(cast, ticket, 18)

    many = statements(client, ticket)

    assert many == few <= MOST_STATEMENTS


def talk(cast: Cast, ticket: Ticket, count: int) -> None:
    for turn in range(count):
        worker = (cast.ben, cast.nia, cast.lea)[turn % 3]
        said = ticket.messages.count()
        reply(actor=worker.actor, ticket=ticket, body=f"Still looking, {said}.", at=NOW)
        add_note(actor=worker.actor, ticket=ticket, body=f"Not line card {said}.", at=NOW)


def statements(client: Client, ticket: Ticket) -> int:
    shown(client, ticket)
    with CaptureQueriesContext(connection) as captured:
        shown(client, ticket)
    return len(captured)


def shown(client: Client, ticket: Ticket) -> str:
    with stopped_at(NOW):
        return client.get(f"/desk/tickets/{ticket.number}").content.decode()


def test_the_customers_time_stands_beside_ours(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="customer", at=at("2026-06-09 09:10"))

    text = shown(as_person(cast.ben), ticket)

    assert "With the customer" in text
    assert "09:10, 20 min of Office hours" in text
    assert "We had it" in text
