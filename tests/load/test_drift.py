"""What is stored never drifts from the journal, and no breach escapes the sweep: random stories, act by act.

A fixed sample here; `bin/prove tests/load` tells a hundred times as many, and others each time.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as any_of

from tests.cast.agreements import make_contract, make_version
from tests.cast.instants import at
from tests.cast.people import Caller, Cast, Worker, make_cast
from tests.house.tree import ROOT
from tests.tickets.incidents.desk import brought_in, published
from tests.tickets.incidents.logs import PRESENT, mapping, plan, row
from uphold.kit import Refused
from uphold.policy.scenario.answer import Answer
from uphold.tickets.actions import (
    add_note,
    agree,
    ask_for,
    assess_priority,
    close_ticket,
    find,
    give_workaround,
    hand_over,
    open_ticket,
    reopen_ticket,
    reply,
    resolve_ticket,
    restore_service,
    resume,
    wait,
    waive,
)
from uphold.tickets.actions.waiting import WAITING_FOR
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.locking import lock_ticket
from uphold.tickets.mass import retime_batch
from uphold.tickets.models import Alarm, Promise, Ticket
from uphold.tickets.naming import names_of
from uphold.tickets.retiming import DERIVED, TICKET_DERIVED, agreement_of, ask, retime

OPENED_AT = at("2026-06-09 10:00")
LATER = [timedelta(minutes=1), timedelta(hours=5), timedelta(days=2), timedelta(days=40)]

Act = Callable[["Desk", Ticket, datetime], object]
Step = tuple[str, int]


class Desk:
    """Ben, who acts, and Ada, who answers, under one agreement."""

    def __init__(self, cast: Cast) -> None:
        self.ben: Worker = cast.lea
        self.ada: Caller = cast.eve

    def opens(self) -> Ticket:
        return open_ticket(
            actor=self.ada.actor,
            provider=self.ben.staff.grants.get().provider,
            organisation=self.ada.contact.organisation,
            subject="Silence",
            body=f"Nothing is heard, {Ticket.objects.count()} times before.",
            channel="Telephone",
            request="Fault",
            at=OPENED_AT,
        )


def assessed(place: int) -> Act:
    def act(desk: Desk, ticket: Ticket, at: datetime) -> object:
        known = names_of(agreement_of(ticket), "priority") or ["none"]
        return assess_priority(actor=desk.ben.actor, ticket=ticket, priority=known[place % len(known)], at=at)

    return act


ACTS: dict[str, Act] = {
    "answers": lambda d, t, at: reply(actor=d.ben.actor, ticket=t, body=f"Answer {at}", at=at),
    "writes": lambda d, t, at: reply(actor=d.ada.actor, ticket=t, body=f"Word {at}", at=at),
    "notes": lambda d, t, at: add_note(actor=d.ben.actor, ticket=t, body=f"Note {at}", at=at),
    "resumes": lambda d, t, at: resume(actor=d.ben.actor, ticket=t, at=at),
    "restores": lambda d, t, at: restore_service(actor=d.ben.actor, ticket=t, at=at),
    "resolves": lambda d, t, at: resolve_ticket(actor=d.ben.actor, ticket=t, at=at),
    "closes": lambda d, t, at: close_ticket(actor=d.ben.actor, ticket=t, at=at),
    "reopens": lambda d, t, at: reopen_ticket(actor=d.ben.actor, ticket=t, at=at),
    "works around": lambda d, t, at: give_workaround(actor=d.ben.actor, ticket=t, body=f"So {at}", at=at),
    "hands over": lambda d, t, at: hand_over(actor=d.ben.actor, ticket=t, to="development", at=at),
    "takes back": lambda d, t, at: hand_over(actor=d.ben.actor, ticket=t, to="nobody", at=at),
    "finds": lambda d, t, at: find(actor=d.ben.actor, ticket=t, facts={"fault": "provider"}, at=at),
    "escalates": lambda d, t, at: ask_for(actor=d.ada.actor, ticket=t, subject="escalation", at=at),
    "agrees": lambda d, t, at: agree(actor=d.ada.actor, ticket=t, to="work", at=at),
    "waives": lambda d, t, at: waive(
        actor=d.ben.actor, ticket=t, metric="first response", reason=f"Agreed {at}", at=at
    ),
    "sweeps": lambda _, __, at: sweep_clocks(at),
    **{f"assesses {place}": assessed(place) for place in range(4)},
    **{
        f"waits for {whom}": lambda d, t, at, whom=whom: wait(  # type: ignore[misc]  # because of the default
            actor=d.ben.actor, ticket=t, waiting_for=whom, at=at
        )
        for whom in WAITING_FOR
    },
}
STORIES = any_of.lists(
    any_of.tuples(any_of.sampled_from(sorted(ACTS)), any_of.integers(0, 3000)), min_size=1, max_size=9
)
WITH_DUE_INSTANTS = ["northwind", "stratelegy"]
STORY = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=["northwind", "stratelegy", "sangoma"])
def desk(request: pytest.FixtureRequest, db: None) -> Desk:
    cast = make_cast()
    if request.param == "northwind":
        version = make_version(cast.northwind)
    else:
        text = (ROOT / "agreements" / f"{request.param}.md").read_text(encoding="utf-8")
        version = make_version(cast.northwind, text=text)
    make_contract(cast.orchard, version=version)
    return Desk(cast)


@STORY
@given(story=STORIES)
@example(story=[("waits for customer", 30), ("assesses 1", 60), ("writes", 900), ("sweeps", 3000)])
def test_what_is_stored_is_what_the_journal_says(desk: Desk, story: Sequence[Step]) -> None:
    ticket, last_at = told(desk, story)
    stored = everything(ticket)

    Promise.objects.filter(ticket=ticket).delete()
    retime_batch([ticket.pk], at=last_at)
    in_mass = everything(ticket)
    retime(lock_ticket(ticket), at=last_at)

    assert stored == in_mass == everything(ticket)


@STORY
@given(story=STORIES)
def test_no_breach_escapes_the_sweep(desk: Desk, story: Sequence[Step]) -> None:
    ticket, last_at = told(desk, story)

    for moment in LATER:
        escaped = breaches_not_looked_for(
            ticket, ask(lock_ticket(ticket), at=last_at + moment), by=last_at + moment
        )
        assert escaped == []


@STORY
@given(story=STORIES)
def test_every_alarm_is_raised_once_and_at_its_own_instant(desk: Desk, story: Sequence[Step]) -> None:
    ticket, last_at = told(desk, story)
    end = last_at + LATER[-1]

    for moment in LATER:
        sweep_clocks(last_at + moment)
    sweep_clocks(end)

    breached = {
        (target.metric, target.cycle): target.breached_at
        for target in ask(lock_ticket(ticket), at=end).targets
        if target.breached_at is not None
    }
    raised = Alarm.objects.filter(ticket=ticket, kind="breach")
    assert dict(breached).items() <= {(each.metric, each.cycle): each.at for each in raised}.items()


@pytest.mark.parametrize("desk", WITH_DUE_INSTANTS, indirect=True)
def test_planted_drift_is_seen(desk: Desk) -> None:
    ticket, last_at = told(desk, [("writes", 30)])
    stored = everything(ticket)
    promise = ticket.promises.exclude(due_at=None)[0]
    assert promise.due_at is not None

    Promise.objects.filter(pk=promise.pk).update(due_at=promise.due_at + timedelta(seconds=1))

    assert everything(ticket) != stored
    retime_batch([ticket.pk], at=last_at)
    assert everything(ticket) == stored


@pytest.mark.parametrize("desk", WITH_DUE_INSTANTS, indirect=True)
def test_a_planted_gap_in_the_alarms_is_seen(desk: Desk) -> None:
    ticket, last_at = told(desk, [("writes", 30)])
    later = last_at + LATER[-1]

    Promise.objects.filter(ticket=ticket).update(alarm_at=None)

    assert breaches_not_looked_for(ticket, ask(lock_ticket(ticket), at=later), by=later) != []


@pytest.mark.django_db
def test_history_is_stored_as_its_entries_say(tmp_path: Path) -> None:
    log = plan(
        tmp_path,
        row("2/3/2026 09:10", count=0),
        row("2/3/2026 09:30", "In work", count=1, priority="P2"),
        row("2/3/2026 10:00", "Asked back", count=2, priority="P2"),
        row("2/3/2026 12:00", "In work", count=3),
        row("2/3/2026 16:00", "Solved", count=4),
        row("2/3/2026 09:10", number="I-2", count=0),
        row("3/3/2026 09:10", "With supplier", number="I-2", count=1),
    )
    brought_in(log, mapping=mapping(), version=published(), at=PRESENT)
    tickets = list(Ticket.objects.order_by("pk"))
    stored = [everything(ticket) for ticket in tickets]

    for ticket in tickets:
        Promise.objects.filter(ticket=ticket).delete()
        retime(lock_ticket(ticket), at=PRESENT)

    assert [everything(ticket) for ticket in tickets] == stored


def told(desk: Desk, story: Sequence[Step]) -> tuple[Ticket, datetime]:
    """The ticket after the story; what is refused does not happen."""
    ticket, now = desk.opens(), OPENED_AT
    for name, minutes in story:
        now += timedelta(minutes=minutes)
        with suppress(Refused):
            ACTS[name](desk, ticket, now)
    retime(lock_ticket(ticket), at=now)
    return Ticket.objects.get(pk=ticket.pk), now


def everything(ticket: Ticket) -> tuple[object, ...]:
    promises = Promise.objects.filter(ticket=ticket).order_by("metric", "cycle")
    return (
        list(promises.values_list("metric", "cycle", *DERIVED)),
        Ticket.objects.filter(pk=ticket.pk).values_list(*TICKET_DERIVED).get(),
    )


def breaches_not_looked_for(ticket: Ticket, answered: Answer, *, by: datetime) -> list[tuple[str, int]]:
    """Breaches that the agreement sees by then, where the sweep would not even look at the ticket."""
    raised = set(ticket.alarms.filter(kind="breach").values_list("metric", "cycle"))
    new = [(each.metric, each.cycle) for each in answered.targets if each.breached_at is not None]
    is_looked_at = Promise.objects.filter(ticket=ticket, alarm_at__lte=by).exists()
    return [] if is_looked_at else [key for key in new if key not in raised]
