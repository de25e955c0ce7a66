"""Reporting a bug, putting its words right, ending it and taking it up again."""

import pytest

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.access import NotAllowed, NotThere
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.problems.actions import (
    change_bug,
    close_bug,
    hand_over_bug,
    link_tickets,
    record_outcome,
    release_bug,
    reopen_bug,
)
from uphold.problems.models import Bug, BugTicket
from uphold.problems.queries import BugFilters, bug_list

TEN, NOON, ONE = at("2026-06-09 10:00"), at("2026-06-09 12:00"), at("2026-06-09 13:00")


def test_bugs_are_numbered_for_each_provider(cast: Cast) -> None:
    bugs = [
        make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN),
        make_bug(by=cast.tom, provider=cast.southgate, reported_at=TEN),
        make_bug(by=cast.nia, provider=cast.northwind, reported_at=NOON),
    ]

    assert [bug.number for bug in bugs] == ["NW-B1", "SG-B1", "NW-B2"]


def test_the_ticket_in_which_it_was_met_is_linked(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)

    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=NOON, ticket=ticket)

    assert list(bug.links.values_list("ticket__number", flat=True)) == [ticket.number]
    assert list(entries_about(bug).values_list("kind", flat=True)) == ["bug.reported", "bug.linked"]


def test_one_says_what_is_documented_and_where(cast: Cast) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)

    assert (bug.documented_behaviour, bug.documented_at, bug.actual_behaviour) == (
        "A call is forwarded when the telephone is busy.",
        "https://docs.northwind.example/forwarding",
        "The caller hears the busy tone.",
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": "  "}, "bug_incomplete"),
        ({"documented_behaviour": ""}, "bug_incomplete"),
        ({"product": ""}, "bug_incomplete"),
        ({"found_in": ""}, "bug_incomplete"),
        ({"documented_at": "javascript:alert(1)"}, "address_malformed"),
        ({"documented_at": "the manual"}, "address_malformed"),
    ],
)
def test_a_bug_without_its_words_is_not_changed(cast: Cast, words: dict[str, str], code: str) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    said = {
        "title": "Another",
        "documented_behaviour": "It forwards.",
        "product": "Switchboard",
        "found_in": "4.2",
        **words,
    }

    with pytest.raises(Refused) as refused:
        change_bug(actor=cast.ben.actor, bug=bug, at=NOON, **said)

    assert refused.value.code == code
    assert Bug.objects.get().title == "The busy state is not passed on"
    assert entries_about(bug).count() == 1


def test_the_journal_says_which_words_changed(cast: Cast) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)

    change_bug(
        actor=cast.nia.actor,
        bug=bug,
        title=bug.title,
        documented_behaviour=bug.documented_behaviour,
        documented_at=bug.documented_at,
        actual_behaviour=bug.actual_behaviour,
        product="Switchboard",
        found_in="4.1",
        at=NOON,
    )

    changed = Entry.objects.get(kind="bug.changed")
    assert changed.detail == {"fields": ["found_in"]}
    assert Bug.objects.get().found_in == "4.1"


def test_a_bug_that_tickets_wait_for_is_not_closed(cast: Cast) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=TEN)
    states = []

    for outcome in ("patch", "none"):
        with pytest.raises(Refused) as refused:
            close_bug(actor=cast.ben.actor, bug=bug, at=NOON)
        states.append((refused.value.code, Bug.objects.get().state))
        record_outcome(actor=cast.ben.actor, bug=bug, outcome=outcome, at=NOON)

    assert states == [("bug_is_awaited", "handed over"), ("bug_is_awaited", "decided")]
    assert close_bug(actor=cast.ben.actor, bug=bug, at=ONE).state == Bug.State.CLOSED


def test_a_release_that_did_not_help_is_taken_up_again_where_it_was(cast: Cast) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="vendor", at=TEN)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="update", at=NOON)
    release_bug(actor=cast.ben.actor, bug=bug, version="4.3", at=NOON)

    bug = reopen_bug(actor=cast.ben.actor, bug=bug, at=ONE)

    assert (bug.state, bug.handed_to, bug.outcome, bug.released_in, bug.released_at) == (
        Bug.State.HANDED_OVER,
        "vendor",
        "",
        "",
        None,
    )


def test_what_is_open_is_not_opened_and_what_is_closed_not_closed_again(cast: Cast) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    with pytest.raises(Refused) as opened:
        reopen_bug(actor=cast.ben.actor, bug=bug, at=NOON)
    close_bug(actor=cast.ben.actor, bug=bug, at=NOON)
    with pytest.raises(Refused) as closed:
        close_bug(actor=cast.ben.actor, bug=bug, at=ONE)

    assert (opened.value.code, closed.value.code) == ("bug_is_open", "bug_is_closed")
    assert entries_about(bug).count() == 2


@pytest.mark.parametrize(("name", "refusal"), [("ada", NotAllowed), ("max", NotAllowed), ("tom", NotThere)])
def test_only_the_provider_s_staff_report_its_bugs(cast: Cast, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        make_bug(by=getattr(cast, name), provider=cast.northwind, reported_at=TEN)

    assert not Bug.objects.exists()
    assert not BugTicket.objects.exists()


def test_the_list_finds_by_state_product_and_words(cast: Cast) -> None:
    first = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    other = make_bug(
        by=cast.ben, provider=cast.northwind, reported_at=NOON, title="Echo", product="Telephone"
    )
    close_bug(actor=cast.ben.actor, bug=other, at=ONE)

    found = [
        [bug.number for bug in bug_list(cast.ben.actor, filters=filters).bugs]
        for filters in (
            BugFilters(),
            BugFilters(is_open=True),
            BugFilters(is_open=False),
            BugFilters(product="Telephone"),
            BugFilters(words="busy state"),
            BugFilters(words=other.number.lower()),
        )
    ]

    assert found == [
        [other.number, first.number],
        [first.number],
        [other.number],
        [other.number],
        [first.number],
        [other.number],
    ]


@pytest.mark.parametrize("is_by_tickets", [False, True])
def test_pages_of_bugs_follow_one_another_in_their_order(cast: Cast, is_by_tickets: bool) -> None:  # noqa: FBT001 - a case
    for count in (1, 0, 2, 1):
        bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
        tickets = [make_ticket(customer=cast.ada, opened_at=TEN) for _ in range(count)]
        link_tickets(actor=cast.ben.actor, bug=bug, tickets=tickets, at=TEN)
    filters = BugFilters(is_by_tickets=is_by_tickets)

    pages = [bug_list(cast.ben.actor, filters=filters, size=2)]
    pages.append(bug_list(cast.ben.actor, filters=filters, after=pages[0].next_key, size=2))

    ordered = ["NW-B3", "NW-B4", "NW-B1", "NW-B2"] if is_by_tickets else ["NW-B4", "NW-B3", "NW-B2", "NW-B1"]
    assert [bug.number for page in pages for bug in page.bugs] == ordered
    assert pages[1].next_key == ""
