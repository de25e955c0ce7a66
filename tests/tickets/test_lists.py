"""Lists: what each sees, in which order, page by page, with as many statements for twenty rows as for two."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.agreements import make_contract, make_version
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.access import Actor, ActorKind
from uphold.tickets.actions import add_note, assign_ticket, reply, resolve_ticket, wait
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.models import Ticket
from uphold.tickets.queries import DeskFilters, View, desk_counts, desk_list, lists, portal_list, search

TEN = at("2026-06-09 10:00")


def numbers(actor: Actor, view: View = View.ALL) -> list[str]:
    return [ticket.number for ticket in desk_list(actor, filters=DeskFilters(view=view)).tickets]


def test_what_is_due_next_comes_first(cast: Cast) -> None:
    make_ticket(customer=cast.ada, opened_at=TEN, impact="One")
    make_ticket(customer=cast.eve, opened_at=TEN)

    assert numbers(cast.ben.actor) == ["NW-2", "NW-1"]


def test_what_nothing_is_due_for_comes_last(cast: Cast) -> None:
    idle = make_ticket(customer=cast.ada, opened_at=TEN)
    reply(actor=cast.ben.actor, ticket=idle, body="Please try again.", at=TEN)
    wait(actor=cast.ben.actor, ticket=idle, waiting_for="customer", at=TEN)
    make_ticket(customer=cast.eve, opened_at=TEN + timedelta(days=3))

    assert numbers(cast.ben.actor) == ["NW-2", "NW-1"]


def test_the_saved_views(cast: Cast) -> None:
    mine = make_ticket(customer=cast.ada, opened_at=TEN)
    assign_ticket(actor=cast.lea.actor, ticket=mine, assignee=cast.ben.staff, at=TEN)
    waiting = make_ticket(customer=cast.eve, opened_at=at("2026-06-09 16:00"))
    wait(actor=cast.ben.actor, ticket=waiting, waiting_for="customer", at=at("2026-06-09 16:05"))
    done = make_ticket(customer=cast.eve, opened_at=TEN)
    resolve_ticket(actor=cast.ben.actor, ticket=done, at=TEN)
    sweep_clocks(at("2026-06-09 12:30"))

    assert numbers(cast.ben.actor, View.MINE) == ["NW-1"]
    assert numbers(cast.nia.actor, View.MINE) == []
    assert numbers(cast.ben.actor, View.UNASSIGNED) == ["NW-2"]
    assert numbers(cast.ben.actor, View.BREACHED) == ["NW-1"]
    assert numbers(cast.ben.actor, View.WAITING) == ["NW-2"]
    assert numbers(cast.ben.actor, View.DUE_NEXT) == ["NW-1", "NW-2"]
    assert numbers(cast.ben.actor, View.AT_REST) == ["NW-3"]
    assert desk_counts(cast.ben.actor) == {
        View.ALL: 2,
        View.MINE: 1,
        View.UNASSIGNED: 1,
        View.DUE_NEXT: 2,
        View.BREACHED: 1,
        View.WAITING: 1,
    }


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("ada", ["NW-1"]),
        ("max", ["NW-1"]),
        ("eve", ["NW-2", "SG-1"]),
        ("ben", ["NW-1", "NW-2"]),
        ("nia", ["NW-1", "NW-2"]),
        ("lea", ["NW-1", "NW-2"]),
        ("olga", ["NW-1", "NW-2"]),
        ("tom", ["SG-1"]),
    ],
)
def test_what_each_sees_in_lists_and_search(cast: Cast, name: str, seen: list[str]) -> None:
    make_contract(cast.orchard, version=make_version(cast.southgate))
    make_ticket(customer=cast.ada, opened_at=TEN)
    make_ticket(customer=cast.eve, opened_at=TEN)
    make_ticket(customer=cast.eve, provider=cast.southgate, opened_at=TEN)
    actor = getattr(cast, name).actor

    assert sorted(numbers(actor)) == seen
    assert sorted(ticket.number for ticket in portal_list(actor).tickets) == seen
    assert sorted(ticket.number for ticket in search(actor, words="dial tone")) == seen


def test_a_stranger_sees_nothing(cast: Cast) -> None:
    make_ticket(customer=cast.ada, opened_at=TEN)

    assert numbers(Actor.anonymous()) == []
    assert search(Actor.anonymous(), words="dial tone") == []


def test_pages_follow_one_another_without_gap_or_double(cast: Cast) -> None:
    for minute in range(7):
        make_ticket(customer=cast.ada, opened_at=TEN + timedelta(minutes=minute // 2))

    seen: list[str] = []
    key: str | None = None
    for _ in range(3):
        page = desk_list(cast.ben.actor, filters=DeskFilters(), after=key, size=3)
        seen += [ticket.number for ticket in page.tickets]
        key = page.next_key

    assert seen == [f"NW-{number}" for number in range(1, 8)]
    assert key is None


def test_the_portal_pages_by_the_last_word(cast: Cast) -> None:
    for minute in range(5):
        make_ticket(customer=cast.ada, opened_at=TEN + timedelta(minutes=minute))
    reply(
        actor=cast.ben.actor, ticket=Ticket.objects.get(number="NW-1"), body="Yes.", at=at("2026-06-09 11:00")
    )

    first = portal_list(cast.ada.actor, size=3)
    second = portal_list(cast.ada.actor, after=first.next_key, size=3)

    shown = [[ticket.number for ticket in page.tickets] for page in (first, second)]
    assert shown == [["NW-1", "NW-5", "NW-4"], ["NW-3", "NW-2"]]


def test_a_key_that_is_not_ours_begins_anew(cast: Cast) -> None:
    make_ticket(customer=cast.ada, opened_at=TEN)

    page = desk_list(cast.ben.actor, filters=DeskFilters(), after="made-up")

    assert [ticket.number for ticket in page.tickets] == ["NW-1"]


def test_search_finds_numbers_subjects_and_messages(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN, subject="Echo on the line", body="It rings twice.")
    make_ticket(customer=cast.ada, opened_at=TEN, subject="Fax", body="No paper.")
    reply(actor=cast.ben.actor, ticket=ticket, body="The gateway was restarted.", at=TEN)

    found = {
        words: [each.number for each in search(cast.ben.actor, words=words)]
        for words in ("nw-1", "1", "echoes", "gateways", "ringing -gateway", "nothing of it")
    }

    assert found == {
        "nw-1": ["NW-1"],
        "1": ["NW-1"],
        "echoes": ["NW-1"],
        "gateways": ["NW-1"],
        "ringing -gateway": ["NW-1"],
        "nothing of it": [],
    }


def test_a_common_word_is_found_among_the_latest(cast: Cast) -> None:
    for minute in range(4):
        make_ticket(customer=cast.ada, opened_at=TEN + timedelta(minutes=minute))

    found = search(cast.ben.actor, words="dial tone", most=3)

    assert [ticket.number for ticket in found] == ["NW-4", "NW-3", "NW-2"]


def test_customers_find_nothing_by_what_notes_say(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    add_note(actor=cast.ben.actor, ticket=ticket, body="Difficult customer.", at=TEN)

    assert search(cast.ada.actor, words="difficult") == []
    assert search(cast.ben.actor, words="difficult") == [ticket]


def test_lists_take_as_many_statements_for_twenty_rows_as_for_two(cast: Cast) -> None:
    loads: list[Callable[[], Iterable[Ticket]]] = [
        lambda: desk_list(cast.ben.actor, filters=DeskFilters()).tickets,
        lambda: portal_list(cast.ada.actor).tickets,
        lambda: search(cast.ben.actor, words="dial tone"),
    ]

    def statements() -> list[int]:
        return [statements_of(load) for load in loads]

    for _ in range(2):
        make_ticket(customer=cast.ada, opened_at=TEN)
    for_two = statements()
    for _ in range(18):
        make_ticket(customer=cast.ada, opened_at=TEN)

    assert statements() == for_two == [3, 3, 5]


def statements_of(load: Callable[[], Iterable[Ticket]]) -> int:
    """How many a page takes that shows all of what its rows hold."""
    with CaptureQueriesContext(connection) as captured:
        for ticket in load():
            (
                ticket.organisation.name,
                ticket.provider.name,
                ticket.version.agreement.slug,
                list(ticket.promises.all()),
            )
    return len(captured)


def test_counting_stops_where_nobody_reads_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for minute in range(4):
        make_ticket(customer=cast.ada, opened_at=at(f"2026-06-09 10:0{minute}"))
    monkeypatch.setattr(lists, "MOST_COUNTED", 3)

    counts = desk_counts(cast.ben.actor)

    assert (counts[View.ALL], counts[View.UNASSIGNED], counts[View.MINE]) == (3, 3, 0)


def test_whoever_works_for_nobody_counts_nothing(cast: Cast) -> None:
    nobody = Actor(kind=ActorKind.STAFF, id=cast.ben.staff.pk)

    assert set(desk_counts(nobody).values()) == {0}
