"""Incidents of a log come in as tickets of history, each once, whatever is interrupted or repeated."""

from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.tickets.incidents.desk import brought_in, published
from tests.tickets.incidents.logs import MAPPING, PRESENT, eastern, mapping, plan, row
from uphold.agreements.models import Version
from uphold.journal.models import Entry
from uphold.people.models import Account, Contact, Staff, Team
from uphold.tickets.incidents.arrival import Arrived
from uphold.tickets.models import Message, Promise, Ticket

pytestmark = pytest.mark.django_db

ANSWERED_AND_SOLVED = (
    row("2/3/2026 09:10", count=0),
    row("2/3/2026 09:30", "In work", count=1, agent="Ben Ode", priority="P2"),
    row("2/3/2026 10:00", "Asked back", count=2, agent="Ben Ode", priority="P2"),
    row("2/3/2026 12:00", "In work", count=3, agent="Ben Ode"),
    row("2/3/2026 16:00", "Solved", count=4, agent="Ben Ode"),
    row("7/3/2026 16:00", "Done", count=5, agent="Ben Ode"),
)


@pytest.fixture
def version(db: None) -> Version:
    return published()


def arrive(folder: Path, version: Version, *rows: str, by: str = MAPPING) -> Arrived:
    return brought_in(plan(folder, *rows, by=by), mapping=mapping(by), version=version, at=PRESENT)


def timeline(ticket: Ticket) -> list[tuple[str, str]]:
    entries = Entry.objects.filter(about_kind="ticket", about_id=ticket.pk).exclude(kind="ticket.imported")
    return [(entry.kind, f"{entry.at:%d %H:%M}") for entry in entries.order_by("at", "id")]


def test_an_incident_is_a_ticket_with_its_history(tmp_path: Path, version: Version) -> None:
    arrived = arrive(tmp_path, version, *ANSWERED_AND_SOLVED)

    ticket = Ticket.objects.get()
    assert (arrived.new_count, arrived.row_count) == (1, 6)
    assert (ticket.number, ticket.external_key, ticket.subject) == ("STR-1", "old desk:I-1", "No dial tone")
    assert (ticket.status, ticket.current_priority, ticket.is_history) == ("closed", "Low", True)
    assert (ticket.opened_at, ticket.resolved_at, ticket.closed_at) == (
        eastern("2 09:00"),
        eastern("2 16:00"),
        eastern("7 16:00"),
    )
    assert timeline(ticket) == [
        ("ticket.opened", "02 14:00"),
        ("ticket.assessed", "02 14:00"),
        ("ticket.assigned", "02 14:10"),
        ("ticket.assigned", "02 14:30"),
        ("ticket.assessed", "02 14:30"),
        ("ticket.waiting", "02 15:00"),
        ("ticket.assessed", "02 17:00"),
        ("ticket.resumed", "02 17:00"),
        ("ticket.resolved", "02 21:00"),
        ("ticket.closed", "07 21:00"),
    ]
    assert Message.objects.get().body == "Matter: No dial tone"


def test_what_the_agreement_promised_is_judged_by_the_history(tmp_path: Path, version: Version) -> None:
    arrive(tmp_path, version, *ANSWERED_AND_SOLVED)

    promises = {promise.metric: promise for promise in Promise.objects.all()}
    resolution = promises["resolution"]
    assert (resolution.state, resolution.priority, resolution.within) == (
        "met",
        "Medium",
        "8 business hours, best effort",
    )
    assert (resolution.due_at, resolution.met_at) == (eastern("2 17:00"), eastern("2 16:00"))
    assert resolution.used_seconds == 7 * 3600


def test_what_the_log_does_not_hold_is_neither_met_nor_missed(tmp_path: Path, version: Version) -> None:
    arrive(tmp_path, version, *ANSWERED_AND_SOLVED)

    answer = Promise.objects.get(metric="first response")
    assert (answer.state, answer.due_at, answer.met_at, answer.breached_at) == ("unlogged", None, None, None)
    assert not Ticket.objects.get().is_breached


def test_people_of_the_log_cannot_sign_in_and_get_no_mail(tmp_path: Path, version: Version) -> None:
    arrive(tmp_path, version, *ANSWERED_AND_SOLVED)

    caller, agent, team = Contact.objects.get(), Staff.objects.get(), Team.objects.get()
    assert (caller.name, caller.organisation.name) == ("Ida Holm", "Imported customers")
    assert caller.email.endswith("@old-desk.invalid")
    assert (agent.name, agent.is_active, agent.grants.count()) == ("Ben Ode", False, 0)
    assert (team.name, team.is_active) == ("First line", False)
    assert not Account.objects.exists()
    assert Ticket.objects.get().assignee == agent


def test_a_caller_whose_address_the_log_gives_keeps_it(tmp_path: Path, version: Version) -> None:
    arrive(tmp_path, version, row("2/3/2026 09:10").replace("Ida Holm", "Ida@Example.com"))

    caller = Contact.objects.get()
    assert (caller.name, caller.email) == ("Ida@Example.com", "ida@example.com")


def test_a_known_caller_is_known_again(tmp_path: Path, version: Version) -> None:
    arrive(tmp_path, version, row("2/3/2026 09:10", number="I-1"), row("2/3/2026 09:10", number="I-2"))
    arrive(tmp_path, version, row("2/3/2026 09:10", number="I-3"))

    assert Contact.objects.count() == 1
    assert Ticket.objects.filter(opened_by__name="Ida Holm").count() == 3


def test_history_tells_nobody_and_sets_nothing_in_motion(tmp_path: Path, version: Version) -> None:
    before = ProcrastinateJob.objects.count()

    arrive(tmp_path, version, *ANSWERED_AND_SOLVED[:3])

    assert ProcrastinateJob.objects.count() == before
    assert not Promise.objects.exclude(alarm_at=None).exists()
