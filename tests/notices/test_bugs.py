"""Of a bug everybody is told once, whatever number of tickets he has, with what came back on each of them."""

from collections.abc import Callable

import pytest

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Caller, Cast
from tests.cast.shipped import give_credits, make_shipped_cast, open_shipped
from tests.cast.tickets import make_ticket
from uphold.journal.kinds import REACTING
from uphold.journal.models import Entry
from uphold.mail.models import OutgoingMail
from uphold.metering.actions import log_work
from uphold.notices import bugs
from uphold.notices.audience import TOLD
from uphold.notices.bugs import TOLD_OF_BUGS, TOLD_OF_LINKS, tell_of_bug, tell_of_link
from uphold.notices.jobs import tell
from uphold.people.actions import deactivate_contact
from uphold.problems import passing_on
from uphold.problems.actions import (
    give_workaround,
    hand_over_bug,
    link_ticket,
    link_tickets,
    record_outcome,
    release_bug,
    reopen_bug,
    unlink_ticket,
)
from uphold.problems.models import Bug
from uphold.tickets.actions import close_ticket
from uphold.tickets.models import Ticket

TEN, NOON, ONE, TWO, THREE = (at(f"2026-06-09 {hour}:00") for hour in (10, 12, 13, 14, 15))
EVIDENCE = ("Logs", "Captures", "Analysis")
WAY = "Switch the busy lamp off."


@pytest.fixture
def sangoma(db: None) -> Cast:
    """An agreement that charges credits, and gives them back once a patch is out."""
    return make_shipped_cast("sangoma")


def make_bug_of(cast: Cast, *customers: Caller) -> Bug:
    """A ticket of each of them is linked."""
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    for customer in customers:
        ticket = make_ticket(customer=customer, opened_at=TEN)
        link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=TEN)
    return bug


def handed_over(cast: Cast, bug: Bug) -> Bug:
    return hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)


def patched(cast: Cast, bug: Bug) -> Bug:
    return record_outcome(actor=cast.ben.actor, bug=handed_over(cast, bug), outcome="patch", at=ONE)


def released(cast: Cast, bug: Bug) -> Bug:
    return release_bug(actor=cast.ben.actor, bug=patched(cast, bug), version="4.3", at=TWO)


def worked_around(cast: Cast, bug: Bug) -> Bug:
    return give_workaround(actor=cast.ben.actor, bug=bug, words=WAY, at=NOON)


def work(cast: Cast, ticket: Ticket, start: str, end: str) -> None:
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=at(f"2026-06-09 {start}"),
        ended_at=at(f"2026-06-09 {end}"),
        request="Configuration",
        at=NOON,
    )


def react() -> None:
    """What the worker does for tickets and their bugs, in the order of the entries."""
    for entry in Entry.objects.exclude(kind="ticket.opened").order_by("pk"):
        if entry.kind in TOLD:
            tell(entry.pk, at=THREE)
        if entry.kind in TOLD_OF_BUGS:
            tell_of_bug(entry.pk, at=THREE)
        if entry.kind in TOLD_OF_LINKS:
            tell_of_link(entry.pk, at=THREE)


def mailed() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("to_address", "subject"))


def test_every_news_of_a_bug_sets_the_worker_in_motion() -> None:
    assert TOLD_OF_BUGS | TOLD_OF_LINKS <= REACTING


@pytest.mark.parametrize(
    ("step", "subjects"),
    [
        (handed_over, ["3 of your requests met a bug; it is with development now."]),
        (worked_around, ["There is a way around what 3 of your requests were about"]),
        (
            released,
            [
                "3 of your requests met a bug; it is with development now.",
                "3 of your requests met a bug; a patch for it is being made.",
                "What 3 of your requests waited for is out: Patch 4.3.",
            ],
        ),
    ],
)
def test_who_has_three_tickets_gets_one_letter_of_each_news(
    cast: Cast, step: Callable[[Cast, Bug], Bug], subjects: list[str]
) -> None:
    step(cast, make_bug_of(cast, cast.ada, cast.ada, cast.ada))

    for _ in range(2):
        react()

    assert mailed() == [("ada@harbour.example", f"[NW-1, NW-2, NW-3] {subject}") for subject in subjects]


def test_each_person_reads_of_his_own_tickets_alone(cast: Cast) -> None:
    worked_around(cast, make_bug_of(cast, cast.ada, cast.eve, cast.ada))

    react()

    assert mailed() == [
        ("ada@harbour.example", "[NW-1, NW-3] There is a way around what 2 of your requests were about"),
        ("eve@orchard.example", "[NW-2] There is a way around what your request NW-2 was about"),
    ]
    body = OutgoingMail.objects.get(to_address="eve@orchard.example").body
    assert WAY in body
    assert "NW-1" not in body


def test_the_letter_of_a_release_says_what_came_back_on_each_ticket_and_by_which_row(sangoma: Cast) -> None:
    give_credits(sangoma.ada, amount=120, at=at("2026-06-01 09:00"))
    bug = make_bug_of(sangoma)
    for _ in range(2):
        ticket = open_shipped(customer=sangoma.ada, opened_at=TEN, request="Fault", evidence=EVIDENCE)
        link_ticket(actor=sangoma.ben.actor, bug=bug, ticket=ticket, at=TEN)
    first, _ = Ticket.objects.order_by("pk")
    work(sangoma, first, "10:30", "11:45")
    released(sangoma, bug)

    tell_of_bug(Entry.objects.get(kind="bug.released").pk, at=THREE)

    blocks = OutgoingMail.objects.get().body.split("\n\n")[2:4]
    assert blocks[0].splitlines()[1] == "Comes back: 75 credits (§ professional Patch or update came of it)"
    assert blocks[0].splitlines()[2].endswith("/portal/tickets/NW-1/")
    assert blocks[1].splitlines()[0].startswith("NW-2 ")
    assert "Comes back" not in blocks[1]


def test_whoever_is_killed_between_two_people_goes_on_with_the_second(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_around(cast, make_bug_of(cast, cast.ada, cast.eve))
    entry = Entry.objects.get(kind="bug.workaround_given")
    monkeypatch.setattr(bugs, "write_letter", killed_at_second(bugs.write_letter))

    with pytest.raises(KeyboardInterrupt):
        tell_of_bug(entry.pk, at=THREE)
    when_killed = mailed()
    monkeypatch.undo()
    count = tell_of_bug(entry.pk, at=THREE)

    assert [to for to, _ in when_killed] == ["ada@harbour.example"]
    assert count == 1
    assert [to for to, _ in mailed()] == ["ada@harbour.example", "eve@orchard.example"]


def test_nobody_is_told_before_his_tickets_heard(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing_on, "FEW", 0)
    released(cast, make_bug_of(cast, cast.ada))

    tell_of_bug(Entry.objects.get(kind="bug.released").pk, at=THREE)

    assert Entry.objects.filter(kind="ticket.released").count() == 1
    assert len(mailed()) == 1


def test_a_ticket_that_is_linked_late_has_one_letter_of_all_that_was_before(cast: Cast) -> None:
    bug = patched(cast, worked_around(cast, make_bug_of(cast)))
    late = make_ticket(customer=cast.eve, opened_at=ONE)
    link_ticket(actor=cast.ben.actor, bug=bug, ticket=late, at=TWO)

    for _ in range(2):
        react()

    assert mailed() == [
        ("eve@orchard.example", "[NW-1] Your request NW-1 met a bug; a patch for it is being made.")
    ]
    assert f"There is a way around it:\n\n{WAY}" in OutgoingMail.objects.get().body


def test_who_has_several_tickets_that_are_linked_late_at_once_has_one_letter(cast: Cast) -> None:
    bug = worked_around(cast, make_bug_of(cast))
    late = [make_ticket(customer=cast.eve, opened_at=ONE) for _ in range(2)]
    link_tickets(actor=cast.ben.actor, bug=bug, tickets=late, at=TWO)

    for _ in range(2):
        react()

    assert mailed() == [
        (
            "eve@orchard.example",
            "[NW-1, NW-2] There is a way around what 2 of your requests were about",
        )
    ]


def test_a_bug_of_which_nothing_is_known_yet_is_told_to_nobody(cast: Cast) -> None:
    make_bug_of(cast, cast.ada)

    react()

    assert mailed() == []


@pytest.mark.parametrize("what", ["unlinked", "reopened", "gone", "history"])
def test_what_is_no_news_any_more_is_told_to_nobody(cast: Cast, what: str) -> None:
    bug = released(cast, make_bug_of(cast, cast.ada))
    if what == "unlinked":
        unlink_ticket(actor=cast.ben.actor, bug=bug, ticket=Ticket.objects.get(), at=THREE)
    elif what == "reopened":
        reopen_bug(actor=cast.ben.actor, bug=bug, at=THREE)
    elif what == "gone":
        deactivate_contact(actor=cast.olga.actor, contact=cast.ada.contact, at=THREE)
    else:
        Ticket.objects.update(is_history=True)

    react()

    assert mailed() == []


def test_a_closed_ticket_is_with_nobody_and_hears_of_the_release_alone(cast: Cast) -> None:
    bug = make_bug_of(cast, cast.ada)
    close_ticket(actor=cast.ben.actor, ticket=Ticket.objects.get(), at=TEN)
    released(cast, bug)

    for kind in ("bug.handed_over", "bug.released"):
        tell_of_bug(Entry.objects.get(kind=kind).pk, at=THREE)

    assert [subject for _, subject in mailed()] == [
        "[NW-1] What your request NW-1 waited for is out: Patch 4.3."
    ]


def killed_at_second(write: Callable[..., bool]) -> Callable[..., bool]:
    calls: list[int] = []

    def write_or_die(*args: object, **named: object) -> bool:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write(*args, **named)

    return write_or_die
