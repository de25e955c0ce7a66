"""A bug that was recorded twice: one record is kept, has all the tickets, and brings back what they took, once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.agreements import make_version
from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.cast.tickets import make_ticket
from tests.house.tree import ROOT
from uphold.access import Actor
from uphold.agreements.models import Contract
from uphold.credits.actions import account_of, open_lot
from uphold.credits.checking import check_ledger
from uphold.credits.models import LedgerEntry, Lot, Movement, Source
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.mail.models import OutgoingMail
from uphold.metering.actions import log_work
from uphold.metering.actions.settle import meter_ticket
from uphold.notices.bugs import tell_of_bug, tell_of_link
from uphold.problems import passing_on
from uphold.problems.actions import (
    change_bug,
    close_bug,
    give_workaround,
    hand_over_bug,
    link_ticket,
    merge_bug,
    record_outcome,
    release_bug,
    reopen_bug,
    unlink_ticket,
)
from uphold.problems.jobs import pass_on
from uphold.problems.models import Bug, BugTicket
from uphold.problems.queries import BugFilters, bug_list, bug_of, progress
from uphold.tickets.models import Ticket

SANGOMA = (ROOT / "agreements" / "sangoma.md").read_text(encoding="utf-8").replace("Ticket system", "Portal")
TEN, NOON, ONE, TWO = (at(f"2026-06-09 {hour}:00") for hour in (10, 12, 13, 14))
THREE = at("2026-06-09 15:00")
EVIDENCE = ("Logs", "Captures", "Analysis")
HEARD = ("ticket.handed_over", "ticket.workaround_given", "ticket.outcome", "ticket.released")


@pytest.fixture
def paying(db: None) -> Cast:
    """Northwind works by an agreement that charges credits and gives them back; Harbour Clinic has 120."""
    everybody = make_cast()
    version = make_version(everybody.northwind, text=SANGOMA)
    Contract.objects.create(
        organisation=everybody.harbour,
        provider=everybody.northwind,
        agreement=version.agreement,
        starts_on=at("2026-01-01 09:00").date(),
    )
    open_lot(
        account=account_of(organisation_id=everybody.harbour.pk, provider_id=everybody.northwind.pk),
        source=Source.PURCHASED,
        name="2 hours",
        credits=120,
        opened_at=at("2026-06-01 09:00"),
        expires_at=None,
        key="first",
        reason="Bought",
        by=Actor.system(),
        at=at("2026-06-01 09:00"),
    )
    return everybody


def make_two(cast: Cast) -> tuple[Bug, Bug]:
    """The one that is kept, and the one that was recorded again."""
    kept = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    again = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN, title="Busy is not seen")
    return kept, again


def link(cast: Cast, bug: Bug, ticket: Ticket, *, problem: str = "") -> BugTicket:
    return link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, problem=problem, at=TEN)


def merge(cast: Cast, bug: Bug, into: Bug) -> Bug:
    return merge_bug(actor=cast.ben.actor, bug=bug, into=into, at=TWO)


def heard(ticket: Ticket) -> list[tuple[str, dict[str, Any]]]:
    return [(entry.kind, entry.detail) for entry in entries_about(ticket).filter(kind__in=HEARD)]


def work(cast: Cast, ticket: Ticket, start: str, end: str, *, problem: str) -> None:
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=at(f"2026-06-09 {start}"),
        ended_at=at(f"2026-06-09 {end}"),
        problem=problem,
        request="Configuration",
        at=NOON,
    )


def make_charged(cast: Cast) -> Ticket:
    return make_ticket(customer=cast.ada, opened_at=TEN, request="Fault", impact="", evidence=EVIDENCE)


def decide_and_release(cast: Cast, bug: Bug) -> None:
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=TWO)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=TWO)
    release_bug(actor=cast.ben.actor, bug=bug, version="4.3", at=THREE)
    for ticket in Ticket.objects.order_by("pk"):
        for _ in range(2):
            meter_ticket(ticket=ticket, by=Actor.system(), at=THREE)


def test_the_kept_bug_has_the_tickets_and_the_other_points_to_it(cast: Cast) -> None:
    kept, again = make_two(cast)
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    before = link(cast, again, ticket, problem="P1")

    merged = merge(cast, again, kept)

    moved = BugTicket.objects.get()
    assert (merged.state, merged.merged_into) == (Bug.State.MERGED, kept)
    assert (moved.bug, moved.pk, moved.problem, moved.linked_at) == (kept, before.pk, "P1", TEN)
    known = bug_of(ticket)
    assert known is not None
    assert known.number == kept.number


def test_the_journal_says_on_each_what_became_of_it(cast: Cast) -> None:
    kept, again = make_two(cast)
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    link(cast, again, ticket, problem="P1")

    merge(cast, again, kept)

    told = {
        (entry.about_kind, entry.kind): entry.detail
        for entry in Entry.objects.filter(at=TWO, by_kind="staff")
    }
    assert told == {
        ("bug", "bug.merged"): {"into": kept.number, "tickets": [ticket.pk]},
        ("bug", "bug.merged_in"): {"from": again.number},
        ("bug", "bug.linked"): {"ticket": ticket.pk, "problem": "P1", "from": again.number, "news": []},
        ("ticket", "ticket.bug_linked"): {"bug": kept.number, "problem": "P1", "from": again.number},
    }


def test_what_was_taken_for_the_moved_problem_comes_back_once(paying: Cast) -> None:
    kept, again = make_two(paying)
    first, second = make_charged(paying), make_charged(paying)
    link(paying, kept, first, problem="P1")
    link(paying, again, second, problem="P1")
    work(paying, first, "10:00", "10:20", problem="P1")
    work(paying, second, "10:20", "10:50", problem="P1")
    work(paying, second, "10:50", "11:00", problem="P2")
    before = Lot.objects.get().remaining_credits

    merge(paying, again, kept)
    decide_and_release(paying, kept)

    refunds = LedgerEntry.objects.filter(movement=Movement.REFUND).order_by("reference")
    assert before == 60
    assert Lot.objects.get().remaining_credits == 110
    assert list(refunds.values_list("reference", "problem")) == [(first.number, "P1"), (second.number, "P1")]
    assert check_ledger() == []


def test_a_ticket_that_met_both_gets_back_what_was_taken_for_each(paying: Cast) -> None:
    kept, again = make_two(paying)
    ticket = make_charged(paying)
    link(paying, kept, ticket, problem="P1")
    link(paying, again, ticket, problem="P2")
    for problem, start, end in (("P1", "10:00", "10:20"), ("P2", "10:20", "10:50"), ("P3", "10:50", "11:00")):
        work(paying, ticket, start, end, problem=problem)

    merge(paying, again, kept)
    decide_and_release(paying, kept)

    refunds = LedgerEntry.objects.filter(movement=Movement.REFUND)
    assert Lot.objects.get().remaining_credits == 110
    assert sorted(refunds.values_list("problem", flat=True)) == ["P1", "P2"]
    assert [detail["problem"] for kind, detail in heard(ticket) if kind == "ticket.released"] == ["P1", "P2"]
    assert (progress(kept).told, progress(kept).total) == (1, 1)


def test_a_way_around_is_said_once_in_a_ticket_that_met_both(cast: Cast) -> None:
    kept, again = make_two(cast)
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    link(cast, kept, ticket, problem="P1")
    link(cast, again, ticket, problem="P2")
    merge(cast, again, kept)

    give_workaround(actor=cast.ben.actor, bug=kept, words="Switch it off.", at=THREE)

    assert [message.body for message in ticket.messages.all()][1:] == ["Switch it off."]
    assert [detail["problem"] for _, detail in heard(ticket)] == ["P1", "P2"]


def test_moved_tickets_hear_what_they_did_not_and_nothing_twice(cast: Cast) -> None:
    kept, again = make_two(cast)
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    link(cast, again, ticket)
    for bug in (kept, again):
        hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)
    record_outcome(actor=cast.ben.actor, bug=kept, outcome="patch", at=ONE)

    merge(cast, again, kept)

    assert heard(ticket) == [
        ("ticket.handed_over", {"to": "development"}),
        ("ticket.outcome", {"bug": kept.number, "outcome": "patch"}),
    ]
    assert progress(kept).is_done


def test_what_only_the_other_knew_is_told_to_the_tickets_of_the_kept(cast: Cast) -> None:
    kept, again = make_two(cast)
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    link(cast, kept, ticket)
    give_workaround(actor=cast.ben.actor, bug=again, words="Switch it off.", at=NOON)
    hand_over_bug(actor=cast.ben.actor, bug=again, to="vendor", at=NOON)
    record_outcome(actor=cast.ben.actor, bug=again, outcome="update", at=ONE)

    merge(cast, again, kept)

    kept.refresh_from_db()
    assert (kept.state, kept.workaround, kept.handed_to, kept.outcome) == (
        Bug.State.DECIDED,
        "Switch it off.",
        "vendor",
        "update",
    )
    assert heard(ticket) == [
        ("ticket.workaround_given", {"bug": kept.number}),
        ("ticket.handed_over", {"to": "vendor"}),
        ("ticket.outcome", {"bug": kept.number, "outcome": "update"}),
    ]


def test_letters_tell_moved_people_what_is_new_to_them(cast: Cast) -> None:
    """The hand-over of both was told; the letter about it that was not written before the merger still comes."""
    kept, again = make_two(cast)
    link(cast, again, make_ticket(customer=cast.ada, opened_at=TEN))
    for bug in (kept, again):
        hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)
    merge(cast, again, kept)
    OutgoingMail.objects.all().delete()

    for entry in Entry.objects.filter(kind="bug.linked", at=TWO):
        tell_of_link(entry.pk, at=TWO)
    of_link = OutgoingMail.objects.count()
    for entry in Entry.objects.filter(kind="bug.handed_over"):
        tell_of_bug(entry.pk, at=TWO)

    assert of_link == 0
    assert OutgoingMail.objects.count() == 1


def decided(cast: Cast, bug: Bug, outcome: str) -> None:
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome=outcome, at=NOON)


def contradicting(cast: Cast, kept: Bug, again: Bug) -> Bug:
    decided(cast, kept, "patch")
    decided(cast, again, "works as documented")
    return kept


def kept_is_out(cast: Cast, kept: Bug, again: Bug) -> Bug:
    decided(cast, kept, "patch")
    return release_bug(actor=cast.ben.actor, bug=kept, version="4.3", at=NOON)


def other_is_out(cast: Cast, kept: Bug, again: Bug) -> Bug:
    kept_is_out(cast, again, kept)
    return kept


def other_is_closed(cast: Cast, kept: Bug, again: Bug) -> Bug:
    close_bug(actor=cast.ben.actor, bug=again, at=NOON)
    return kept


def itself(cast: Cast, kept: Bug, again: Bug) -> Bug:
    return again


def of_another_provider(cast: Cast, kept: Bug, again: Bug) -> Bug:
    return make_bug(by=cast.tom, provider=cast.southgate, reported_at=TEN)


@pytest.mark.parametrize(
    ("make_target", "code"),
    [
        (contradicting, "outcomes_contradict"),
        (kept_is_out, "bug_is_released"),
        (other_is_out, "bug_is_released"),
        (other_is_closed, "bug_is_closed"),
        (itself, "bug_is_itself"),
        (of_another_provider, "providers_differ"),
    ],
)
def test_what_is_not_one_bug_is_not_merged(
    cast: Cast, make_target: Callable[[Cast, Bug, Bug], Bug], code: str
) -> None:
    kept, again = make_two(cast)
    link(cast, again, make_ticket(customer=cast.ada, opened_at=TEN))
    target = make_target(cast, kept, again)
    both = replace(cast.ben.actor, grants={**cast.tom.actor.grants, **cast.ben.actor.grants})

    with pytest.raises(Refused) as refused:
        merge_bug(actor=both, bug=again, into=target, at=TWO)

    assert refused.value.code == code
    assert BugTicket.objects.get().bug == again
    assert not Bug.objects.filter(state=Bug.State.MERGED).exists()
    assert not Entry.objects.filter(at=TWO).exists()


def test_while_its_tickets_are_being_told_a_bug_is_not_merged(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing_on, "FEW", 0)
    kept, again = make_two(cast)
    link(cast, again, make_ticket(customer=cast.ada, opened_at=TEN))
    hand_over_bug(actor=cast.ben.actor, bug=again, to="vendor", at=NOON)

    with pytest.raises(Refused) as refused:
        merge(cast, again, kept)

    assert refused.value.code == "tickets_still_hear"
    assert BugTicket.objects.get().bug == again
    pass_on(Entry.objects.get(kind="bug.handed_over").pk, at=ONE)
    assert merge(cast, again, kept).state == Bug.State.MERGED


def test_a_merged_bug_changes_no_more(cast: Cast) -> None:
    kept, again = make_two(cast)
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    merge(cast, again, kept)
    written, ben = Entry.objects.count(), cast.ben.actor
    words = {"title": "x", "documented_behaviour": "x", "product": "x", "found_in": "x"}

    refused = []
    for verb, said in (
        (hand_over_bug, {"to": "vendor"}),
        (give_workaround, {"words": "x"}),
        (record_outcome, {"outcome": "none"}),
        (release_bug, {"version": "5"}),
        (change_bug, words),
        (close_bug, {}),
        (reopen_bug, {}),
        (link_ticket, {"ticket": ticket}),
        (unlink_ticket, {"ticket": ticket}),
        (merge_bug, {"into": kept}),
    ):
        with pytest.raises(Refused) as refusal:
            verb(actor=ben, bug=again, **said, at=THREE)
        refused.append((refusal.value.code, refusal.value.sentence))

    sentence = f"Bug {again.number} is the same as {kept.number}, where its tickets are; it changes no more."
    assert refused == [("bug_is_merged", sentence)] * 10
    assert Entry.objects.count() == written


def test_nothing_is_merged_into_what_was_merged_itself(cast: Cast) -> None:
    kept, again = make_two(cast)
    third = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    merge(cast, again, kept)

    with pytest.raises(Refused) as refused:
        merge(cast, third, again)

    assert refused.value.code == "bug_is_merged"
    third.refresh_from_db()
    assert third.state == Bug.State.REPORTED


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("ada", "not_allowed"),
        ("max", "not_allowed"),
        ("tom", "not_there"),
        ("nia", "merged"),
        ("lea", "merged"),
        ("olga", "merged"),
    ],
)
def test_who_may_merge(cast: Cast, name: str, answer: str) -> None:
    kept, again = make_two(cast)

    try:
        said = merge_bug(actor=getattr(cast, name).actor, bug=again, into=kept, at=TWO).state
    except Refused as refused:
        said = refused.code

    assert said == answer
    assert Bug.objects.filter(state=Bug.State.MERGED).exists() is (answer == "merged")


def test_a_merger_takes_as_many_statements_for_twenty_tickets_as_for_two(cast: Cast) -> None:
    def statements(tickets: int) -> int:
        kept, again = make_two(cast)
        for _ in range(tickets):
            link(cast, again, make_ticket(customer=cast.ada, opened_at=TEN))
        hand_over_bug(actor=cast.ben.actor, bug=kept, to="vendor", at=NOON)
        with CaptureQueriesContext(connection) as captured:
            merge(cast, again, kept)
        return len(captured)

    assert statements(2) == statements(20)


def test_a_merged_bug_is_not_open(cast: Cast) -> None:
    kept, again = make_two(cast)
    merge(cast, again, kept)

    found = {
        is_open: list(bug_list(cast.ben.actor, filters=BugFilters(is_open=is_open)).bugs)
        for is_open in (True, False)
    }

    assert found == {True: [kept], False: [again]}
