"""Appointments at the desk: booked from the ticket, priced, agreed to on the telephone, made ready, ended."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from tests.cast.appointments import ASKED_ON, book, make_installers, ny, open_install
from tests.cast.fixtures import hosted
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from tests.desk.conftest import AsPerson
from uphold.kit import stopped_at
from uphold.metering.models import Consent
from uphold.scheduling.models import Appointment
from uphold.tickets.models import Ticket

__all__ = ["hosted"]

State = Appointment.State
NOTICE_KEPT = ny("2026-09-21 09:00").isoformat()


@pytest.fixture
def install(hosted: Cast) -> Ticket:
    make_installers(hosted)
    return open_install(customer=hosted.ada)


@pytest.fixture
def night_work(hosted: Cast) -> Appointment:
    """Work on a Saturday for a fault, whose price is not named yet."""
    make_installers(hosted)
    fault = open_shipped(customer=hosted.ada, opened_at=ny(ASKED_ON), request="Fault", impact="Partial loss")
    return book(ticket=fault, by=hosted.ada, engineer=hosted.ben, starts="2026-09-19 10:00")


def get(client: Client, ticket: Ticket, place: str, *, at: str = ASKED_ON) -> str:
    with stopped_at(ny(at)):
        response = client.get(f"/desk/tickets/{ticket.number}/{place}".rstrip("/"))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def post(client: Client, ticket: Ticket, place: str, stated: Mapping[str, Any], *, at: str = ASKED_ON) -> Any:  # noqa: ANN401
    with stopped_at(ny(at)):
        return client.post(f"/desk/tickets/{ticket.number}/{place}", stated)


def test_the_form_offers_the_earliest_first_and_says_what_sooner_costs_by_which_clause(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    text = get(as_person(hosted.ben), install, "appointment")

    assert "Notice is kept from Mon 21 Sep, 09:00 on." in text
    assert text.index("Mon 21 Sep, 09:00 to 11:00") < text.index("Tue 15 Sep, 09:00 to 11:00")
    assert "priority handling, $125.00 per hour, minimum 2 hours (§ 3)" in text


def test_a_time_is_booked_for_a_contact_with_whoever_is_free(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    stated = {"starts": NOTICE_KEPT, "contact": hosted.max.contact.pk, "unfamiliar": "no"}

    response = post(as_person(hosted.nia), install, "appointment", stated)

    booked = Appointment.objects.get()
    assert response["Location"] == f"/desk/tickets/{install.number}/appointments"
    assert (booked.staff, booked.contact, booked.state) == (
        hosted.ben.staff,
        hosted.max.contact,
        State.CONFIRMED,
    )


def test_any_other_time_needs_from_until_and_whom(hosted: Cast, install: Ticket, as_person: AsPerson) -> None:
    client = as_person(hosted.nia)
    other = {
        "starts": "other",
        "other_at": "2026-09-21T12:15",
        "other_until": "2026-09-21T12:45",
        "unfamiliar": "no",
    }

    unnamed = post(client, install, "appointment", other)
    assert unnamed.status_code == 422
    assert not Appointment.objects.exists()
    post(client, install, "appointment", {**other, "engineer": hosted.lea.staff.pk})

    assert Appointment.objects.get().starts_at == ny("2026-09-21 12:15")


def test_a_price_is_named_and_the_consent_on_the_telephone_noted_by_name(
    hosted: Cast, night_work: Appointment, as_person: AsPerson
) -> None:
    client, ticket, place = as_person(hosted.ben), night_work.ticket, f"appointments/{night_work.pk}"
    assert "waits for its price" in get(client, ticket, "appointments")

    post(client, ticket, f"{place}/price", {"price": "$80.00 per hour"})
    text = get(client, ticket, "appointments")
    post(client, ticket, f"{place}/consent", {"contact": hosted.max.contact.pk})

    assert "Arranged off-hours work, $80.00 per hour" in text
    consent = Consent.objects.get()
    assert (consent.contact, consent.noted_by, consent.price) == (
        hosted.max.contact,
        hosted.ben.staff,
        "$80.00 per hour",
    )
    assert Appointment.objects.get().state == State.CONFIRMED


def test_what_must_be_ready_is_attested_and_waived_by_a_lead_alone(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    waiting = book(
        ticket=install, by=hosted.ada, engineer=hosted.ben, starts="2026-09-21 09:00", is_unfamiliar=True
    )
    plan, bench_test = waiting.readiness.order_by("position")
    place = f"appointments/{waiting.pk}/readiness"

    post(as_person(hosted.ben), install, f"{place}/{plan.pk}", {})
    refused = post(
        as_person(hosted.ben), install, f"{place}/{bench_test.pk}/waiver", {"reason": "It will do."}
    )
    assert refused.status_code == 403
    assert Appointment.objects.get().state == State.AWAITING_READINESS
    post(as_person(hosted.lea), install, f"{place}/{bench_test.pk}/waiver", {"reason": "Same model as ours."})

    assert Appointment.objects.get().state == State.CONFIRMED
    assert "not needed, says Lea: Same model as ours." in get(as_person(hosted.ben), install, "appointments")


def test_it_is_moved_to_a_time_that_is_offered_with_a_reason(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    booked = book(ticket=install, by=hosted.ada, engineer=hosted.ben, starts="2026-09-21 09:00")
    client, place = as_person(hosted.ben), f"appointments/{booked.pk}/move"
    assert "Mon 21 Sep, 09:00 to 11:00" in get(client, install, place)

    stated = {"starts": ny("2026-09-22 13:00").isoformat(), "reason": "Ben is ill."}
    post(client, install, place, stated)

    assert Appointment.objects.get().starts_at == ny("2026-09-22 13:00")


def test_how_it_ended_is_said_on_the_page(hosted: Cast, install: Ticket, as_person: AsPerson) -> None:
    booked = book(ticket=install, by=hosted.ada, engineer=hosted.ben, starts="2026-09-21 09:00")
    client, late = as_person(hosted.ben), "2026-09-21 09:40"

    assert "It took place" not in get(client, install, "appointments")
    assert "It took place" in get(client, install, "appointments", at=late)
    stated = {"missed_by": "customer", "reason": "Nobody opened."}
    post(client, install, f"appointments/{booked.pk}/no-show", stated, at=late)

    assert Appointment.objects.get().state == State.NO_SHOW
    assert "The customer was not there: Nobody opened." in get(client, install, "appointments", at=late)


def test_a_clerk_reads_and_changes_nothing_and_strangers_find_nothing(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    booked = book(ticket=install, by=hosted.ada, engineer=hosted.ben, starts="2026-09-21 09:00")
    place = f"appointments/{booked.pk}/cancellation"

    for stranger, status in ((hosted.tom, 404), (hosted.ada, 403)):
        assert post(as_person(stranger), install, place, {"reason": "Mine."}).status_code == status

    assert Appointment.objects.get().state == State.CONFIRMED


def test_the_history_of_the_ticket_tells_of_it(hosted: Cast, install: Ticket, as_person: AsPerson) -> None:
    book(ticket=install, by=hosted.ada, engineer=hosted.ben, starts="2026-09-21 09:00")

    text = get(as_person(hosted.ben), install, "")

    assert "confirmed the appointment, Mon 21 Sep, 09:00" in text
    assert f'<a href="/desk/tickets/{install.number}/appointments">' in text
