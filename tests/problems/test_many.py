"""A bug of many tickets: the release stands at once, every ticket hears of it once, whoever is killed meanwhile."""

from collections.abc import Callable, Sequence
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from tests.cast.tickets import make_ticket
from uphold.agreements.models import DecisionRecord
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.notices.audience import TO_CONTACT
from uphold.notices.jobs import tell
from uphold.notices.models import Notification
from uphold.problems import passing_on
from uphold.problems.actions import (
    give_workaround,
    hand_over_bug,
    link_ticket,
    record_outcome,
    release_bug,
    reopen_bug,
)
from uphold.problems.jobs import pass_on, pass_on_next
from uphold.problems.models import Bug
from uphold.problems.queries import progress
from uphold.tickets.actions import assign_ticket
from uphold.tickets.actions import give_workaround as give_workaround_alone
from uphold.tickets.actions import hand_over as hand_over_alone
from uphold.tickets.mass import retime_batch
from uphold.tickets.models import Ticket

TEN, NOON, ONE, TWO = (at(f"2026-06-09 {hour}:00") for hour in (10, 12, 13, 14))
TOLD = {"ticket.outcome", "ticket.released", "ticket.workaround_told"}


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tickets are many."""
    monkeypatch.setattr(passing_on, "FEW", 1)


def make_bug_of(cast: Cast, *, tickets: int) -> Bug:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    for _ in range(tickets):
        link_ticket(
            actor=cast.ben.actor, bug=bug, ticket=make_ticket(customer=cast.ada, opened_at=TEN), at=TEN
        )
    return bug


def make_released(cast: Cast, *, tickets: int) -> Bug:
    bug = make_bug_of(cast, tickets=tickets)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=NOON)
    run_last(at=NOON)
    return release_bug(actor=cast.ben.actor, bug=bug, version="4.3", at=ONE)


def run_last(*, at: datetime) -> int:
    """What the worker does for the latest entry of a bug."""
    return pass_on(Entry.objects.filter(about_kind="bug").latest("pk").pk, at=at)


def released_on(ticket: Ticket) -> int:
    return entries_about(ticket).filter(kind="ticket.released").count()


def test_the_release_stands_before_its_tickets_hear_of_it(cast: Cast) -> None:
    bug = make_released(cast, tickets=3)

    assert bug.state == Bug.State.RELEASED
    assert not Entry.objects.filter(kind="ticket.released").exists()
    assert (progress(bug).told, progress(bug).total) == (0, 3)


def test_the_job_tells_every_ticket_once_however_often_it_runs(cast: Cast) -> None:
    bug = make_released(cast, tickets=3)

    counts = [run_last(at=TWO) for _ in range(2)]

    assert counts == [3, 0]
    assert [released_on(ticket) for ticket in Ticket.objects.all()] == [1, 1, 1]
    assert progress(bug).is_done


def test_whoever_is_killed_in_a_batch_has_done_nothing_and_the_next_goes_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug = make_released(cast, tickets=5)
    monkeypatch.setattr(passing_on, "retime_batch", killed_at_second_batch())
    told_when_killed = []

    pass_on_next(bug.pk, most=2, at=TWO)
    told_when_killed.append(progress(bug).told)
    with pytest.raises(KeyboardInterrupt):
        pass_on_next(bug.pk, most=2, at=TWO)
    told_when_killed.append(Entry.objects.filter(kind="ticket.released").count())
    monkeypatch.undo()
    run_last(at=TWO)

    assert told_when_killed == [2, 2]
    assert [released_on(ticket) for ticket in Ticket.objects.order_by("pk")] == [1] * 5
    assert progress(bug).is_done


def test_tickets_hear_of_everything_in_its_order(cast: Cast) -> None:
    bug = make_bug_of(cast, tickets=2)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="update", at=ONE)
    release_bug(actor=cast.ben.actor, bug=bug, version="5.0", at=TWO)

    run_last(at=TWO)

    for ticket in Ticket.objects.all():
        kinds = entries_about(ticket).filter(kind__in={"ticket.handed_over", *TOLD})
        assert list(kinds.values_list("kind", flat=True)) == [
            "ticket.handed_over",
            "ticket.outcome",
            "ticket.released",
        ]


def test_of_two_ways_around_it_the_last_is_told(cast: Cast) -> None:
    bug = make_bug_of(cast, tickets=2)
    for words in ("Switch it off.", "Switch it off and on."):
        give_workaround(actor=cast.ben.actor, bug=bug, words=words, at=NOON)

    run_last(at=ONE)

    said = [ticket.messages.exclude(staff=None).get().body for ticket in Ticket.objects.all()]
    assert said == ["Switch it off and on."] * 2


def test_a_ticket_that_was_linked_meanwhile_hears_once(cast: Cast) -> None:
    bug = make_released(cast, tickets=2)
    late = make_ticket(customer=cast.eve, opened_at=ONE)
    link_ticket(actor=cast.ben.actor, bug=bug, ticket=late, at=ONE)

    run_last(at=TWO)

    assert [released_on(ticket) for ticket in Ticket.objects.order_by("pk")] == [1, 1, 1]


def test_a_release_that_was_taken_back_meanwhile_is_told_to_nobody_more(cast: Cast) -> None:
    bug = make_released(cast, tickets=3)
    reopen_bug(actor=cast.ben.actor, bug=bug, at=ONE)

    run_last(at=TWO)

    assert not Entry.objects.filter(kind="ticket.released").exists()


def hand_over(cast: Cast, bug: Bug) -> None:
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)


def tell_a_way_around(cast: Cast, bug: Bug) -> None:
    give_workaround(actor=cast.ben.actor, bug=bug, words="Switch it off and on.", at=NOON)


def release(cast: Cast, bug: Bug) -> None:
    hand_over(cast, bug)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=NOON)
    run_last(at=NOON)
    release_bug(actor=cast.ben.actor, bug=bug, version="4.3", at=ONE)


@pytest.mark.parametrize("step", [hand_over, tell_a_way_around, release])
def test_a_batch_takes_as_many_statements_for_twenty_tickets_as_for_two(
    cast: Cast, step: Callable[[Cast, Bug], None]
) -> None:
    def statements(tickets: int) -> int:
        bug = make_bug_of(cast, tickets=tickets)
        step(cast, bug)
        with CaptureQueriesContext(connection) as captured:
            pass_on_next(bug.pk, at=TWO)
        return len(captured)

    assert statements(2) == statements(20)


def test_the_decisions_of_many_are_those_of_one(hosted: Cast) -> None:
    """Handed over by itself, or with its bug: the same rows of the agreement, with the same outcome."""
    alone, linked = (
        open_shipped(customer=hosted.ada, opened_at=TEN, request="Fault", impact="One function")
        for _ in range(2)
    )
    bug = make_bug(by=hosted.ben, provider=hosted.northwind, reported_at=TEN, ticket=linked)
    give_workaround_alone(actor=hosted.ben.actor, ticket=alone, body="Switch it off and on.", at=NOON)
    hand_over_alone(actor=hosted.ben.actor, ticket=alone, to="development", at=ONE)

    tell_a_way_around(hosted, bug)
    hand_over_bug(actor=hosted.ben.actor, bug=bug, to="development", at=ONE)

    assert kept_since_noon(linked) == kept_since_noon(alone)
    assert {kind for kind, *_ in kept_since_noon(linked)} == {"lifecycle", "target"}


def kept_since_noon(ticket: Ticket) -> set[tuple[str, str, str, str]]:
    rows = DecisionRecord.objects.filter(about_kind="ticket", about_id=ticket.pk, at__gte=NOON)
    return {(row.kind, row.row, row.clause, str(row.outcome)) for row in rows}


def test_the_assignee_reads_of_it_in_the_desk(cast: Cast) -> None:
    bug = make_bug_of(cast, tickets=1)
    assign_ticket(actor=cast.ben.actor, ticket=Ticket.objects.get(), assignee=cast.nia.staff, at=TEN)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="none", at=NOON)

    tell(Entry.objects.get(kind="ticket.outcome").pk, at=NOON)

    assert list(Notification.objects.values_list("staff__name", "kind")) == [("Nia", "ticket.outcome")]


def test_all_that_tickets_hear_of_a_bug_is_told_to_whoever_opened_them() -> None:
    assert TOLD <= TO_CONTACT


def test_whoever_did_it_stands_in_the_tickets_timeline(cast: Cast) -> None:
    make_released(cast, tickets=2)
    run_last(at=TWO)

    released = Entry.objects.filter(kind="ticket.released")
    assert set(released.values_list("by_kind", "by_id", "at")) == {("staff", cast.ben.staff.pk, ONE)}


def killed_at_second_batch() -> Callable[..., int]:
    """Retiming that is torn away when it is asked for the second time."""
    calls: list[Sequence[int]] = []

    def retime_or_die(ids: Sequence[int], *, acts: Sequence[Entry], at: datetime) -> int:
        calls.append(ids)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return retime_batch(ids, acts=acts, at=at)

    return retime_or_die
