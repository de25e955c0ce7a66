"""Escalation as it is asked for: one step a request, by the row that allows it, and nothing written where none does."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError

from tests.cast.instants import at
from tests.cast.people import Cast, make_worker
from tests.cast.shipped import open_shipped
from tests.cast.tickets import make_ticket
from uphold.access import NotAllowed, NotThere, Role
from uphold.agreements.models import DecisionRecord
from uphold.journal.models import Entry
from uphold.kit import Refused
from uphold.oncall.actions import escalate
from uphold.oncall.models import Escalation
from uphold.tickets.actions import find, resolve_ticket
from uphold.tickets.models import Ticket

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 9, 14, 11, tzinfo=NEW_YORK)
WHY = "Nobody has called us back since yesterday."


@pytest.fixture
def ticket(hosted: Cast) -> Ticket:
    return open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Fault", impact="One function")


def rows() -> list[tuple[int | None, str, str, str, str]]:
    steps = Escalation.objects.order_by("pk")
    return [(row.step, row.contact, row.trigger, row.anchor, row.row) for row in steps]


def stored() -> tuple[int, int, int]:
    return Escalation.objects.count(), Entry.objects.count(), DecisionRecord.objects.count()


def test_each_request_goes_one_step_further_by_the_row_that_allows_it(hosted: Cast, ticket: Ticket) -> None:
    first = escalate(actor=hosted.ada.actor, ticket=ticket, reason=WHY, at=MONDAY + timedelta(hours=1))

    second = escalate(actor=hosted.max.actor, ticket=ticket, reason="Again.", at=MONDAY + timedelta(hours=2))

    assert rows() == [
        (1, "Escalation desk", "customer asks", "6b", "On request"),
        (2, "First manager", "customer asks", "6b", "On request"),
    ]
    assert (first.reason, first.asked_by_contact) == (WHY, hosted.ada.contact)
    assert second.asked_by_contact == hosted.max.contact
    assert DecisionRecord.objects.filter(kind="escalation").count() == 2


def test_the_desk_asks_on_the_customers_behalf(hosted: Cast, ticket: Ticket) -> None:
    escalation = escalate(actor=hosted.ben.actor, ticket=ticket, reason=WHY, at=MONDAY + timedelta(hours=1))

    assert (escalation.asked_by_staff, escalation.asked_by_contact) == (hosted.ben.staff, None)


def test_nobody_asks_without_a_reason(hosted: Cast, ticket: Ticket) -> None:
    before = stored()

    with pytest.raises(Refused) as refused:
        escalate(actor=hosted.ada.actor, ticket=ticket, reason="  ", at=MONDAY)

    assert refused.value.code == "reason_missing"
    assert stored() == before


def test_a_cut_over_without_the_old_provider_is_refused_by_its_row(hosted: Cast, ticket: Ticket) -> None:
    cause = {"cause": "Old provider removed"}
    find(actor=hosted.ben.actor, ticket=ticket, facts=cause, at=MONDAY + timedelta(minutes=5))
    before = stored()

    with pytest.raises(Refused) as refused:
        escalate(actor=hosted.ada.actor, ticket=ticket, reason=WHY, at=MONDAY + timedelta(hours=1))

    said = "The agreement gives ticket NW-1 no escalation: Old provider removed."
    assert refused.value.sentence.startswith(said)
    ruling = vars(refused.value)["ruling"]
    assert (ruling.citation.anchor, ruling.citation.row) == ("3", "Old provider removed")
    assert stored() == before


def test_a_path_that_is_used_up_says_so(hosted: Cast, ticket: Ticket) -> None:
    for hour in (1, 2, 3):
        escalate(actor=hosted.ada.actor, ticket=ticket, reason=WHY, at=MONDAY + timedelta(hours=hour))
    before = stored()

    with pytest.raises(Refused) as refused:
        escalate(actor=hosted.ada.actor, ticket=ticket, reason=WHY, at=MONDAY + timedelta(hours=4))

    assert refused.value.code == "path_used_up"
    assert stored() == before


def test_an_agreement_that_says_nothing_gives_no_right(prepaid: Cast) -> None:
    ticket = open_shipped(customer=prepaid.ada, opened_at=MONDAY, request="Configuration")
    before = stored()

    with pytest.raises(Refused) as refused:
        escalate(actor=prepaid.ada.actor, ticket=ticket, reason=WHY, at=MONDAY)

    assert refused.value.code == "escalation_not_said"
    assert stored() == before


def test_a_form_that_is_sent_twice_takes_one_step(hosted: Cast, ticket: Ticket) -> None:
    later = MONDAY + timedelta(hours=1)
    escalate(actor=hosted.ada.actor, ticket=ticket, reason=WHY, seen_step=1, at=later)
    before = stored()

    with pytest.raises(Refused) as refused:
        escalate(actor=hosted.ada.actor, ticket=ticket, reason=WHY, seen_step=1, at=later)

    assert refused.value.code == "step_moved"
    assert stored() == before


def test_what_is_resolved_goes_no_further(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 09:00"))
    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 10:00"))
    before = stored()

    with pytest.raises(Refused) as refused:
        escalate(actor=cast.ada.actor, ticket=ticket, reason=WHY, at=at("2026-06-09 11:00"))

    assert refused.value.code == "ticket_is_resolved"
    assert stored() == before


@pytest.mark.parametrize("name", ["ada", "max", "ben", "nia", "lea", "olga"])
def test_customers_and_those_who_work_on_tickets_may_escalate(
    name: str, hosted: Cast, ticket: Ticket
) -> None:
    person = getattr(hosted, name)

    escalation = escalate(actor=person.actor, ticket=ticket, reason=WHY, at=MONDAY)

    assert escalation.step == 1


def test_strangers_see_no_ticket_and_clerks_may_not(hosted: Cast, ticket: Ticket) -> None:
    cleo = make_worker("Cleo", of=hosted.northwind, role=Role.CLERK)
    before = stored()

    for person, refusal in ((hosted.eve, NotThere), (hosted.tom, NotThere), (cleo, NotAllowed)):
        with pytest.raises(refusal):
            escalate(actor=person.actor, ticket=ticket, reason=WHY, at=MONDAY)

    assert stored() == before


def test_a_step_that_was_taken_is_never_changed(hosted: Cast, ticket: Ticket) -> None:
    escalation = escalate(actor=hosted.ada.actor, ticket=ticket, reason=WHY, at=MONDAY)
    escalation.reason = "Something else."

    with pytest.raises(DatabaseError, match="append-only"):
        escalation.save()
