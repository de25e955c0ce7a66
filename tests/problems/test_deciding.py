"""From the hand-over to the release: each step in its order, each refused out of it, and nothing done then."""

from collections.abc import Callable

import pytest

from tests.cast.agreements import make_version
from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.house.tree import ROOT
from uphold.access import Actor
from uphold.agreements.models import Contract
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.problems.actions import (
    close_bug,
    give_workaround,
    hand_over_bug,
    record_outcome,
    release_bug,
)
from uphold.problems.models import Bug

TEN, NOON, ONE, TWO = (at(f"2026-06-09 {hour}:00") for hour in (10, 12, 13, 14))
STRATELEGY = (
    (ROOT / "agreements" / "stratelegy.md").read_text(encoding="utf-8").replace("Ticket system", "Portal")
)

Step = Callable[[Cast, Bug], Bug]


def handed_over(cast: Cast, bug: Bug) -> Bug:
    return hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)


def patched(cast: Cast, bug: Bug) -> Bug:
    return record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=NOON)


def left_alone(cast: Cast, bug: Bug) -> Bug:
    return record_outcome(actor=cast.ben.actor, bug=bug, outcome="none", at=NOON)


def released(cast: Cast, bug: Bug) -> Bug:
    return release_bug(actor=cast.ben.actor, bug=bug, version="4.3", at=NOON)


def worked_around(cast: Cast, bug: Bug) -> Bug:
    return give_workaround(actor=cast.ben.actor, bug=bug, words="Switch it off.", at=NOON)


def closed(cast: Cast, bug: Bug) -> Bug:
    return close_bug(actor=cast.ben.actor, bug=bug, at=NOON)


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((), "reported"),
        ((handed_over,), "handed over"),
        ((handed_over, patched), "decided"),
        ((handed_over, left_alone, patched), "decided"),
        ((handed_over, patched, handed_over), "handed over"),
        ((handed_over, patched, worked_around, released), "released"),
        ((handed_over, patched, released, closed), "closed"),
        ((closed,), "closed"),
    ],
)
def test_a_bug_goes_its_way(cast: Cast, steps: tuple[Step, ...], state: str) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)

    for step in steps:
        bug = step(cast, bug)

    assert Bug.objects.get().state == state


@pytest.mark.parametrize(
    ("steps", "last", "code"),
    [
        ((), patched, "bug_was_not_handed_over"),
        ((), released, "nothing_to_release"),
        ((handed_over,), handed_over, "bug_is_with_them"),
        ((handed_over,), released, "nothing_to_release"),
        ((handed_over, patched), patched, "outcome_is_known"),
        ((handed_over, left_alone), released, "nothing_to_release"),
        ((handed_over, patched, released), released, "bug_is_released"),
        ((handed_over, patched, released), worked_around, "bug_is_released"),
        ((worked_around,), worked_around, "workaround_is_known"),
        ((closed,), handed_over, "bug_is_closed"),
    ],
)
def test_a_step_out_of_its_order_does_nothing(
    cast: Cast, steps: tuple[Step, ...], last: Step, code: str
) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN, ticket=ticket)
    for step in steps:
        bug = step(cast, bug)
    before = (Bug.objects.values().get(), entries_about(bug).count(), entries_about(ticket).count())

    with pytest.raises(Refused) as refused:
        last(cast, bug)

    assert refused.value.code == code
    assert (Bug.objects.values().get(), entries_about(bug).count(), entries_about(ticket).count()) == before


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (lambda actor, bug: hand_over_bug(actor=actor, bug=bug, to="nobody", at=ONE), "value_unknown"),
        (lambda actor, bug: record_outcome(actor=actor, bug=bug, outcome="soon", at=ONE), "value_unknown"),
        (lambda actor, bug: release_bug(actor=actor, bug=bug, version=" ", at=ONE), "bug_incomplete"),
        (lambda actor, bug: give_workaround(actor=actor, bug=bug, words=" ", at=ONE), "words_missing"),
    ],
)
def test_words_that_say_nothing_are_refused(cast: Cast, step: Callable[[Actor, Bug], Bug], code: str) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    bug = patched(cast, handed_over(cast, bug))

    with pytest.raises(Refused) as refused:
        step(cast.ben.actor, bug)

    assert refused.value.code == code
    assert Bug.objects.get().state == Bug.State.DECIDED


def test_the_clause_about_changes_to_software_supersedes_what_was_promised(cast: Cast) -> None:
    Contract.objects.all().delete()
    version = make_version(cast.northwind, text=STRATELEGY)
    Contract.objects.create(
        organisation=cast.harbour,
        provider=cast.northwind,
        agreement=version.agreement,
        starts_on=at("2026-01-01 09:00").date(),
    )
    ticket = make_ticket(customer=cast.ada, opened_at=TEN, impact="One function", evidence=None)
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN, ticket=ticket)

    handed_over(cast, bug)

    states = dict(ticket.promises.values_list("metric", "state"))
    assert states["resolution"] == "superseded"
