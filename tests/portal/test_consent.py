"""Consent by the customer: in the portal to what was shown, and by the link of a mail, once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.kit import stopped_at
from uphold.metering.actions import ask_for_consent, log_work
from uphold.metering.models import Consent, ConsentRequest
from uphold.tickets.models import Ticket

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 9, 14, 11, tzinfo=NEW_YORK)
NOON = datetime(2026, 6, 9, 12, tzinfo=ZoneInfo("Europe/Vienna"))
ONE_HOUR_BY_DAY_AND_EVENING = NORTHWIND.replace(
    """| Office hours | Monday to Friday | 09:00 | 17:00 |
""",
    """| Office hours | Monday to Friday | 09:00 | 17:00 |
| Evening      | all other hours  |       |       |
""",
).replace(
    """| Charge             | Request   | Fault    | Rate             | Consent |
|--------------------|-----------|----------|------------------|---------|
| Your own equipment | Fault     | customer | EUR 90.00 per hour |         |
| Included           | otherwise |          | no charge        |         |
""",
    """| Charge | Hours     | Rate               | Minimum | Consent |
|--------|-----------|--------------------|---------|---------|
| Visit  | Evening   | EUR 90.00 per hour | 1 hour  | yes     |
| Visit  | otherwise | EUR 90.00 per hour | 1 hour  |         |
""",
)
SEEN = "Install work · USD 125.00 per hour, minimum 2 hours"


@pytest.fixture(autouse=True)
def _later() -> Iterator[None]:
    with stopped_at(MONDAY + timedelta(minutes=40)):
        yield


@pytest.fixture
def ticket(hosted: Cast) -> Ticket:
    """An install: its row asks for a consent."""
    return open_shipped(customer=hosted.ada, opened_at=MONDAY, request="New install")


@pytest.fixture
def link(hosted: Cast, ticket: Ticket) -> str:
    """What stands in the mail that Max got."""
    asked = ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=MONDAY)
    return reverse("consent", args=[asked.token])


def consented() -> list[tuple[str, str, str, str]]:
    rows = Consent.objects.order_by("pk")
    return [(row.contact.name, row.way, row.subject, row.price) for row in rows]


def test_the_page_of_the_ticket_asks_with_price_and_row(
    hosted: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    text = as_person(hosted.ada).get(reverse("portal:ticket", args=[ticket.number])).content.decode()

    assert "<b>Install work</b>, USD 125.00 per hour, minimum 2 hours" in text
    assert "Agree to this price" in text
    assert f'value="{SEEN}"' in text
    assert "§" in text


def test_what_the_day_has_used_of_the_first_hour_stands_beside_the_evening_price(
    cast: Cast, as_person: AsPerson
) -> None:
    make_contract(cast.orchard, version=make_version(cast.southgate, text=ONE_HOUR_BY_DAY_AND_EVENING))
    ticket = make_ticket(customer=cast.eve, provider=cast.southgate, opened_at=NOON)
    until = NOON + timedelta(minutes=40)
    log_work(
        actor=cast.tom.actor, ticket=ticket, staff=cast.tom.staff, started_at=NOON, ended_at=until, at=until
    )
    asked = ask_for_consent(actor=cast.tom.actor, ticket=ticket, contact=cast.eve.contact, at=until)

    with stopped_at(until):
        page = as_person(cast.eve).get(reverse("portal:ticket", args=[ticket.number])).content.decode()
        letter = Client().get(reverse("consent", args=[asked.token])).content.decode()

    for text in (page, letter):
        assert "EUR 90.00 per hour, minimum 1 hour" in text
        assert "40 min of the 1 hour are used already: the next 20 min cost nothing more" in text


def test_a_yes_in_the_portal_is_kept_by_name(hosted: Cast, ticket: Ticket, as_person: AsPerson) -> None:
    client = as_person(hosted.ada)

    response = client.post(reverse("portal:ticket-consent", args=[ticket.number]), {"seen": SEEN})

    assert response.status_code == 302
    assert consented() == [("Ada", "portal", "Install work", "USD 125.00 per hour, minimum 2 hours")]
    page = client.get(reverse("portal:ticket", args=[ticket.number])).content.decode()
    assert "Agree to this price" not in page


def test_one_agrees_to_what_was_shown_and_to_nothing_else(
    hosted: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    response = as_person(hosted.ada).post(
        reverse("portal:ticket-consent", args=[ticket.number]), {"seen": "Install work · USD 1.00"}
    )

    assert response.status_code == 409
    assert consented() == []


def test_the_link_shows_what_is_asked_without_signing_in(link: str) -> None:
    text = Client().get(link).content.decode()

    assert "USD 125.00 per hour, minimum 2 hours" in text
    assert "§ 3. New installs" in text
    assert '<blockquote class="agreed' in text
    assert "I agree to this price" in text
    assert consented() == []


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("yes", [("Max", "mail link", "Install work", "USD 125.00 per hour, minimum 2 hours")]),
        ("no", []),
    ],
)
def test_the_link_is_answered_once(link: str, answer: str, kept: list[tuple[str, str, str, str]]) -> None:
    client = Client()

    first = client.post(link, {"answer": answer})
    again = client.post(link, {"answer": "yes"})
    shown = client.get(link)

    assert (first.status_code, again.status_code, shown.status_code) == (200, 404, 404)
    assert consented() == kept
    assert ConsentRequest.objects.get().is_refused is (answer == "no")


def test_an_answer_that_says_neither_is_asked_again(link: str) -> None:
    response = Client().post(link, {"answer": "perhaps"})

    assert response.status_code == 422
    assert ConsentRequest.objects.get().answered_at is None


def test_a_link_that_nobody_sent_is_not_there(db: None) -> None:
    statuses = [
        Client().get(reverse("consent", args=["0" * 64])).status_code,
        Client().post(reverse("consent", args=["x"]), {"answer": "yes"}).status_code,
    ]

    assert statuses == [404, 404]
    assert consented() == []


def test_an_expired_link_is_not_there(link: str) -> None:
    with stopped_at(MONDAY + timedelta(days=8)):
        status = Client().post(link, {"answer": "yes"}).status_code

    assert status == 404
    assert consented() == []
