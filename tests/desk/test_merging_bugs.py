"""Merging bugs in the desk: choosing the record that is kept, what moves, the confirmation, and the page after it."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast, make_worker
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.access import Role
from uphold.kit import stopped_at
from uphold.problems.actions import close_bug, hand_over_bug, link_ticket, merge_bug, record_outcome
from uphold.problems.models import Bug

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with stopped_at(NOON):
        yield


@pytest.fixture
def kept(cast: Cast) -> Bug:
    return make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)


@pytest.fixture
def again(cast: Cast) -> Bug:
    return make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN, title="Busy is not seen")


def address(bug: Bug) -> str:
    return reverse("desk:bug-merge", args=[bug.number])


def link(cast: Cast, bug: Bug) -> str:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=TEN)
    return ticket.number


def test_open_bugs_of_the_provider_are_offered_by_number_and_words(
    cast: Cast, kept: Bug, again: Bug, as_person: AsPerson
) -> None:
    closed = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    close_bug(actor=cast.ben.actor, bug=closed, at=TEN)
    client = as_person(cast.nia)

    offered = {
        query: [
            bug.number
            for bug in (kept, again, closed)
            if f"?into={bug.number}" in client.get(f"{address(again)}?q={query}").content.decode()
        ]
        for query in ("", "passed on", kept.number.lower(), "echo")
    }

    assert offered == {
        "": [kept.number],
        "passed on": [kept.number],
        kept.number.lower(): [kept.number],
        "echo": [],
    }


def test_what_moves_is_shown_before_it_is_confirmed(
    cast: Cast, kept: Bug, again: Bug, as_person: AsPerson
) -> None:
    number = link(cast, again)
    hand_over_bug(actor=cast.ben.actor, bug=kept, to="vendor", at=TEN)

    text = as_person(cast.nia).get(f"{address(again)}?into={kept.number}").content.decode()

    assert "1 ticket moves" in text
    assert number in text
    assert "<li>it is with the vendor</li>" in text
    again.refresh_from_db()
    assert again.state == Bug.State.REPORTED


def test_what_the_kept_takes_over_is_shown_too(
    cast: Cast, kept: Bug, again: Bug, as_person: AsPerson
) -> None:
    hand_over_bug(actor=cast.ben.actor, bug=again, to="development", at=TEN)

    text = as_person(cast.nia).get(f"{address(again)}?into={kept.number}").content.decode()

    assert f"{kept.number} and its tickets take over:" in text
    assert "<li>it is with development</li>" in text


def test_the_confirmation_merges_and_leads_to_the_kept(
    cast: Cast, kept: Bug, again: Bug, as_person: AsPerson
) -> None:
    number, client = link(cast, again), as_person(cast.nia)

    response = client.post(address(again), {"into": kept.number})

    text = client.get(response["Location"]).content.decode()
    assert response["Location"] == reverse("desk:bug", args=[kept.number])
    assert number in text
    assert f"moved {number} here from {again.number}" in text
    again.refresh_from_db()
    assert again.merged_into == kept


def test_the_merged_one_is_read_and_points_to_the_kept(
    cast: Cast, kept: Bug, again: Bug, as_person: AsPerson
) -> None:
    merge_bug(actor=cast.ben.actor, bug=again, into=kept, at=NOON)
    client = as_person(cast.nia)

    text = client.get(reverse("desk:bug", args=[again.number])).content.decode()
    listed = client.get(f"{reverse('desk:bugs')}?view=all").content.decode()

    assert f"same as {kept.number}" in text
    assert f'href="{reverse("desk:bug", args=[kept.number])}"' in text
    assert "A call is forwarded when the telephone is busy." in text
    for act in ("bug-merge", "bug-hand-over", "bug-closure", "bug-reopening", "bug-link", "bug-change"):
        assert reverse(f"desk:{act}", args=[again.number]) not in text
    assert f"same as {kept.number}" in listed


def test_what_contradicts_is_refused_with_its_sentence(
    cast: Cast, kept: Bug, again: Bug, as_person: AsPerson
) -> None:
    for bug, outcome in ((kept, "patch"), (again, "none")):
        hand_over_bug(actor=cast.ben.actor, bug=bug, to="vendor", at=TEN)
        record_outcome(actor=cast.ben.actor, bug=bug, outcome=outcome, at=TEN)
    client = as_person(cast.nia)

    seen = client.get(f"{address(again)}?into={kept.number}")
    done = client.post(address(again), {"into": kept.number})

    sentence = f"What came of {again.number} (none) is not what came of {kept.number} (patch)"
    assert (seen.status_code, done.status_code) == (409, 409)
    assert sentence in seen.content.decode()
    again.refresh_from_db()
    assert again.merged_into is None


def test_nothing_named_and_bugs_of_others_are_not_there(cast: Cast, again: Bug, as_person: AsPerson) -> None:
    theirs = make_bug(by=cast.tom, provider=cast.southgate, reported_at=TEN)
    client = as_person(cast.nia)

    answers = [
        client.post(address(again), said).status_code
        for said in ({}, {"into": "NW-B77"}, {"into": theirs.number})
    ]

    assert answers == [404, 404, 404]
    again.refresh_from_db()
    assert again.merged_into is None


def test_a_clerk_reads_bugs_and_merges_none(cast: Cast, kept: Bug, again: Bug, as_person: AsPerson) -> None:
    client = as_person(make_worker("Clara", of=cast.northwind, role=Role.CLERK))

    text = client.get(reverse("desk:bug", args=[again.number])).content.decode()
    answers = [
        client.get(address(again)).status_code,
        client.post(address(again), {"into": kept.number}).status_code,
    ]

    assert address(again) not in text
    assert answers == [403, 403]
    assert not Bug.objects.filter(state=Bug.State.MERGED).exists()


def test_the_confirmation_asks_as_much_of_the_database_for_twenty_tickets_as_for_two(
    cast: Cast, kept: Bug, again: Bug, as_person: AsPerson
) -> None:
    client, here = as_person(cast.nia), f"{address(again)}?into={kept.number}"

    def statements(count: int) -> int:
        for _ in range(count):
            link(cast, again)
        client.get(here)
        with CaptureQueriesContext(connection) as captured:
            client.get(here)
        return len(captured)

    assert statements(2) == statements(18)
