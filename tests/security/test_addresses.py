"""Addresses that nobody types: whatever stands in them is answered, and never by a fault of ours."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.security.conftest import AsPerson
from uphold.kit import stopped_at

NINES, LONG = "9" * 5000, "a" * 3000

DESK = (
    "/desk/search?q={}",
    "/desk/palette?q={}",
    "/desk/tickets/new?q={}",
    "/desk/queue/all?text={}",
    "/desk/queue/all?organisation={}",
    "/desk/queue/all?priority={}",
    "/desk/queue/all?provider={}",
    "/desk/queue/all?after={}",
    "/desk/queue/all/news?since={}&rows=1",
    "/desk/queue/all/news?since=2026-06-09T08:00:00%2B00:00&rows={}",
    "/desk/tickets/{}",
    "/desk/tickets/NW-1/why/first-response/{}",
    "/desk/agreements/northwind/{}/",
    "/desk/agreements/northwind/1/?row={}",
    "/desk/agreements/northwind/1/ask?opened={}",
    "/desk/agreements/new?of={}&version=1",
    "/desk/administration/organisations?q={}",
    "/desk/administration/contacts/{}",
    "/desk/administration/contracts/new?organisation={}",
)
PORTAL = (
    "/portal/?q={}",
    "/portal/?after={}",
    "/portal/tickets/{}/",
    "/portal/tickets/new?provider={}",
    "/portal/tickets/preview?request={}",
    "/portal/agreements/northwind/{}/",
)
HOSTILE = {
    "NUL": "a%00b",
    "a number past all bounds": NINES,
    "a long word": LONG,
    "the end of time": "9999-12-31T23:59:59-23:59",
    "the beginning of time": "0001-01-01T00:00:00%2B23:59",
    "half a character": "%ED%A0%80%FF",
    "turned letters": "%E2%80%AE%E2%80%8F%F0%9F%92%A9",
    "operators": "%27%22%3A%2A%26%7C%21%28%3C-%3E%5C",
    "an only minus": "-",
    "patterns": "%25_%5C",
}


def broken(client: Client, addresses: tuple[str, ...], what: str) -> Iterator[str]:
    for address in addresses:
        with stopped_at(at("2026-06-09 10:00")):
            if client.get(address.format(what)).status_code >= 500:
                yield address


@pytest.mark.parametrize("what", HOSTILE.values(), ids=HOSTILE)
def test_the_desk_answers_whatever_is_asked(what: str, cast: Cast, as_person: AsPerson) -> None:
    make_ticket(customer=cast.ada, opened_at=at("2026-06-09 09:00"))

    assert list(broken(as_person(cast.olga), DESK, what)) == []


@pytest.mark.parametrize("what", HOSTILE.values(), ids=HOSTILE)
def test_the_portal_answers_whatever_is_asked(what: str, cast: Cast, as_person: AsPerson) -> None:
    make_ticket(customer=cast.ada, opened_at=at("2026-06-09 09:00"))

    assert list(broken(as_person(cast.ada), PORTAL, what)) == []


def test_nul_in_an_address_is_malformed(cast: Cast, as_person: AsPerson) -> None:
    answer = as_person(cast.ben).get("/desk/search?q=a%00b")

    assert answer.status_code == 400
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
