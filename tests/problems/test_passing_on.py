"""What becomes of a bug reaches its tickets as events of their own, with the problem that the bug is."""

from dataclasses import replace
from typing import Any

import pytest

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.problems.actions import (
    close_bug,
    give_workaround,
    hand_over_bug,
    link_ticket,
    record_outcome,
    release_bug,
    reopen_bug,
    unlink_ticket,
)
from uphold.problems.models import Bug, BugTicket
from uphold.problems.queries import KnownBug, bug_of
from uphold.tickets.actions import close_ticket
from uphold.tickets.models import Message, Ticket
from uphold.tickets.queries import conversation

TEN, NOON, ONE, TWO = (at(f"2026-06-09 {hour}:00") for hour in (10, 12, 13, 14))
THREE = at("2026-06-09 15:00")
HEARD = ("ticket.handed_over", "ticket.workaround_given", "ticket.outcome", "ticket.released")


def heard(ticket: Ticket) -> list[tuple[str, dict[str, Any]]]:
    """What the ticket's clocks and charges read of its bug."""
    entries = entries_about(ticket).filter(kind__in=HEARD)
    return [(entry.kind, entry.detail) for entry in entries]


def make_released(cast: Cast, *, ticket: Ticket | None = None, problem: str = "") -> Bug:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=NOON, ticket=ticket, problem=problem)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=ONE)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=TWO)
    return release_bug(actor=cast.ben.actor, bug=bug, version="4.3", at=THREE)


def test_a_ticket_hears_what_becomes_of_its_bug(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)

    bug = make_released(cast, ticket=ticket)

    assert heard(ticket) == [
        ("ticket.handed_over", {"to": "development"}),
        ("ticket.outcome", {"bug": bug.number, "outcome": "patch"}),
        ("ticket.released", {"bug": bug.number, "kind": "Patch", "version": "4.3"}),
    ]


def test_of_two_problems_only_the_bug_s_is_spoken_of(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)

    make_released(cast, ticket=ticket, problem="P1")

    assert {detail.get("problem") for _, detail in heard(ticket)} == {"P1"}


def test_events_happen_when_the_bug_s_did(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)

    make_released(cast, ticket=ticket)

    entries = entries_about(ticket).filter(kind__in=HEARD)
    assert list(entries.values_list("at", flat=True)) == [ONE, TWO, THREE]


def test_a_closed_ticket_hears_of_outcome_and_release_and_waits_for_nobody(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    ticket = close_ticket(actor=cast.ben.actor, ticket=ticket, at=TEN)

    make_released(cast, ticket=ticket)

    assert [kind for kind, _ in heard(ticket)] == ["ticket.outcome", "ticket.released"]
    ticket.refresh_from_db()
    assert ticket.status == Ticket.Status.CLOSED


def test_a_workaround_answers_open_tickets_and_is_said_in_closed_ones(cast: Cast) -> None:
    open_one = make_ticket(customer=cast.ada, opened_at=TEN)
    closed = close_ticket(actor=cast.ben.actor, ticket=make_ticket(customer=cast.eve, opened_at=TEN), at=TEN)
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=NOON)
    for ticket in (open_one, closed):
        link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=NOON)

    give_workaround(actor=cast.ben.actor, bug=bug, words="Switch the busy lamp off.", at=ONE)

    words = Message.objects.filter(body="Switch the busy lamp off.").values_list("ticket", flat=True)
    assert sorted(words) == sorted([open_one.pk, closed.pk])
    assert open_one.promises.get(metric="first response").state == "missed"
    assert [kind for kind, _ in heard(closed)] == []
    assert entries_about(closed).filter(kind="ticket.workaround_told").count() == 1


def test_a_ticket_that_is_linked_late_gets_what_the_others_got(cast: Cast) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=NOON)
    give_workaround(actor=cast.ben.actor, bug=bug, words="Switch it off.", at=NOON)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="vendor", at=NOON)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="update", at=ONE)
    release_bug(actor=cast.ben.actor, bug=bug, version="5.0", released_as="New version", at=TWO)
    late = make_ticket(customer=cast.eve, opened_at=TWO)

    link_ticket(actor=cast.nia.actor, bug=bug, ticket=late, problem="P2", at=THREE)

    assert heard(late) == [
        ("ticket.workaround_given", {"bug": bug.number, "problem": "P2"}),
        ("ticket.handed_over", {"to": "vendor", "problem": "P2"}),
        ("ticket.outcome", {"bug": bug.number, "problem": "P2", "outcome": "update"}),
        (
            "ticket.released",
            {"bug": bug.number, "problem": "P2", "kind": "New version", "version": "5.0"},
        ),
    ]


def test_what_was_before_a_bug_was_taken_up_again_is_not_passed_on(cast: Cast) -> None:
    bug = reopen_bug(actor=cast.ben.actor, bug=make_released(cast), at=THREE)
    late = make_ticket(customer=cast.eve, opened_at=THREE)

    link_ticket(actor=cast.ben.actor, bug=bug, ticket=late, at=THREE)

    assert heard(late) == [("ticket.handed_over", {"to": "development"})]


def test_a_second_release_reaches_the_same_tickets_again(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    bug = reopen_bug(actor=cast.ben.actor, bug=make_released(cast, ticket=ticket), at=THREE)

    record_outcome(actor=cast.ben.actor, bug=bug, outcome="update", at=THREE)
    release_bug(actor=cast.ben.actor, bug=bug, version="4.4", at=THREE)

    versions = [detail["version"] for kind, detail in heard(ticket) if kind == "ticket.released"]
    assert versions == ["4.3", "4.4"]


def test_an_open_ticket_that_is_unlinked_comes_back_to_nobody(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=NOON, ticket=ticket)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=ONE)

    unlink_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=TWO)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="none", at=THREE)

    assert heard(ticket) == [
        ("ticket.handed_over", {"to": "development"}),
        ("ticket.handed_over", {"to": "nobody"}),
    ]
    assert bug_of(ticket) is None


def test_a_customer_may_know_his_bug(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    known = bug_of(ticket)
    bug = make_released(cast, ticket=ticket)

    assert known is None
    assert bug_of(ticket) == KnownBug(
        number=bug.number,
        title="The busy state is not passed on",
        product="Switchboard",
        problem="",
        state="released",
        outcome="patch",
        workaround="",
        released_in="4.3",
        released_at=THREE,
    )


def test_a_problem_has_one_bug_and_a_whole_ticket_no_other(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    first, second, third = (
        make_bug(by=cast.ben, provider=cast.northwind, reported_at=NOON) for _ in range(3)
    )
    link_ticket(actor=cast.ben.actor, bug=first, ticket=ticket, problem="P1", at=NOON)
    link_ticket(actor=cast.ben.actor, bug=second, ticket=ticket, problem="P2", at=NOON)

    refused = []
    for bug, problem in ((third, "P1"), (third, ""), (first, "P3")):
        with pytest.raises(Refused) as refusal:
            link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, problem=problem, at=ONE)
        refused.append(refusal.value.code)

    assert refused == ["problem_has_its_bug"] * 3
    assert BugTicket.objects.count() == 2
    assert not Entry.objects.filter(at=ONE).exists()


def test_a_ticket_of_another_provider_is_not_there(cast: Cast) -> None:
    bug = make_bug(by=cast.tom, provider=cast.southgate, reported_at=TEN)
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    both = replace(cast.tom.actor, grants={**cast.tom.actor.grants, **cast.ben.actor.grants})

    with pytest.raises(Refused) as refused:
        link_ticket(actor=both, bug=bug, ticket=ticket, at=NOON)

    assert refused.value.code == "not_there"
    assert not BugTicket.objects.exists()


def test_a_closed_bug_takes_no_tickets(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    bug = close_bug(
        actor=cast.ben.actor,
        bug=make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN),
        at=NOON,
    )

    with pytest.raises(Refused) as refused:
        link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=ONE)

    assert refused.value.code == "bug_is_closed"
    assert not BugTicket.objects.exists()


def test_the_customer_reads_a_workaround_in_the_conversation(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=NOON, ticket=ticket)

    give_workaround(actor=cast.ben.actor, bug=bug, words="Switch the busy lamp off.", at=ONE)

    assert [message.body for message in conversation(cast.ada.actor, ticket)][1:] == [
        "Switch the busy lamp off."
    ]
