"""What a release brings back is shown before it is confirmed, with its row, and comes back as it was shown."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse

from tests.cast.agreements import make_version
from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from tests.house.tree import ROOT
from uphold.access import Actor
from uphold.agreements.models import Contract
from uphold.credits.actions import account_of, open_lot
from uphold.credits.models import Lot, Source
from uphold.kit import stopped_at
from uphold.metering.actions import log_work
from uphold.metering.actions.settle import meter_ticket
from uphold.problems.actions import hand_over_bug, record_outcome, release_bug
from uphold.problems.models import Bug
from uphold.tickets.models import Ticket

SANGOMA = (ROOT / "agreements" / "sangoma.md").read_text(encoding="utf-8").replace("Ticket system", "Portal")
TEN, NOON, ONE, TWO = (at(f"2026-06-09 {hour}:00") for hour in (10, 12, 13, 14))
EVIDENCE = ("Logs", "Captures", "Analysis")


@pytest.fixture
def cast(db: None) -> Cast:
    """Northwind works by an agreement that charges credits and gives them back; Harbour Clinic has 120."""
    everybody = make_cast()
    version = make_version(everybody.northwind, text=SANGOMA)
    Contract.objects.create(
        organisation=everybody.harbour,
        provider=everybody.northwind,
        agreement=version.agreement,
        starts_on=at("2026-01-01 09:00").date(),
    )
    account = account_of(organisation_id=everybody.harbour.pk, provider_id=everybody.northwind.pk)
    open_lot(
        account=account,
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


@pytest.fixture(autouse=True)
def _at_two() -> Iterator[None]:
    with stopped_at(TWO):
        yield


@pytest.fixture
def bug(cast: Cast) -> Bug:
    """75 minutes of configuring on the bug's problem, 20 on another of the same ticket; a patch came of it."""
    ticket = make_ticket(customer=cast.ada, opened_at=TEN, request="Fault", impact="", evidence=EVIDENCE)
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=NOON, ticket=ticket, problem="P1")
    work(cast, ticket, "10:30", "11:45", problem="P1")
    work(cast, ticket, "11:45", "12:05", problem="P2")
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=ONE)
    bug = record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=ONE)
    meter_ticket(ticket=ticket, by=Actor.system(), at=ONE)
    return bug


def work(cast: Cast, ticket: Ticket, start: str, end: str, *, problem: str) -> None:
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=at(f"2026-06-09 {start}"),
        ended_at=at(f"2026-06-09 {end}"),
        problem=problem,
        request="Configuration",
        at=ONE,
    )


def remaining() -> int:
    return Lot.objects.get().remaining_credits


def test_the_page_of_the_release_shows_what_comes_back_and_by_which_row(
    cast: Cast, bug: Bug, as_person: AsPerson
) -> None:
    text = as_person(cast.nia).get(reverse("desk:bug-release", args=[bug.number])).content.decode()

    assert re.search(r'<td class="[^"]*number[^>]*>75 credits</td>', text)
    assert "Patch or update came of it" in text
    assert remaining() == 25


def test_what_was_shown_comes_back_and_no_more(cast: Cast, bug: Bug) -> None:
    release_bug(actor=cast.ben.actor, bug=bug, version="4.3", at=TWO)
    for _ in range(2):
        meter_ticket(ticket=Ticket.objects.get(), by=Actor.system(), at=TWO)

    assert remaining() == 100


def test_the_page_of_the_bug_says_what_its_own_problem_consumed(
    cast: Cast, bug: Bug, as_person: AsPerson
) -> None:
    text = as_person(cast.nia).get(reverse("desk:bug", args=[bug.number])).content.decode()
    listed = as_person(cast.nia).get(reverse("desk:bugs")).content.decode()

    assert "consumed 75 credits" in text
    assert re.search(r'<td class="[^"]*number[^>]*>75 credits</td>', listed)


def test_once_it_is_released_one_reads_what_came_back(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    release_bug(actor=cast.ben.actor, bug=bug, version="4.3", at=TWO)
    meter_ticket(ticket=Ticket.objects.get(), by=Actor.system(), at=TWO)

    text = as_person(cast.nia).get(reverse("desk:bug", args=[bug.number])).content.decode()

    assert "1 ticket · 75 credits came back" in text


def test_a_ticket_to_which_something_came_back_stays_linked(
    cast: Cast, bug: Bug, as_person: AsPerson
) -> None:
    release_bug(actor=cast.ben.actor, bug=bug, version="4.3", at=TWO)
    ticket = Ticket.objects.get()
    meter_ticket(ticket=ticket, by=Actor.system(), at=TWO)
    client, here = as_person(cast.nia), reverse("desk:bug-unlink", args=[bug.number, ticket.number])

    text = client.get(reverse("desk:bug", args=[bug.number])).content.decode()
    response = client.post(here)

    assert here not in text
    assert response.status_code == 409
    assert bug.links.get().unlinked_at is None
