"""Appointments in the portal: what is offered and at which price, agreed to, made ready, moved, called off."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from tests.cast.appointments import ASKED_ON, make_installers, ny, open_install
from tests.cast.people import Cast
from tests.desk.conftest import AsPerson
from uphold.kit import stopped_at
from uphold.metering.models import Consent
from uphold.scheduling.models import Appointment
from uphold.tickets.actions import find
from uphold.tickets.models import Ticket

State = Appointment.State
NOTICE_KEPT, SOONER = ny("2026-09-21 09:00").isoformat(), ny("2026-09-17 09:00").isoformat()


@pytest.fixture
def install(hosted: Cast) -> Ticket:
    make_installers(hosted)
    return open_install(customer=hosted.ada)


def get(client: Client, ticket: Ticket, place: str = "", *, at: str = ASKED_ON) -> str:
    with stopped_at(ny(at)):
        response = client.get(f"/portal/tickets/{ticket.number}/appointments{place}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def post(client: Client, ticket: Ticket, place: str, stated: Mapping[str, Any], *, at: str = ASKED_ON) -> Any:  # noqa: ANN401 - the client's own
    with stopped_at(ny(at)):
        return client.post(f"/portal/tickets/{ticket.number}/appointments/{place}", stated)


def test_the_earliest_time_that_keeps_the_notice_comes_first_and_others_have_their_price_and_clause(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    text = get(as_person(hosted.ada), install)

    first, priced = text.index("Mon 21 Sep, 09:00 to 11:00"), text.index("Sooner, or off hours, at a price")
    assert first < priced
    assert "Notice is kept from Mon 21 Sep, 09:00 on." in text
    assert "priority handling, $125.00 per hour, minimum 2 hours" in text
    assert "Install work" in text[priced:]
    assert "Ben" not in text


def test_a_few_of_each_day_are_offered_and_every_one_on_request(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    client = as_person(hosted.ada)

    few, every = get(client, install), get(client, install, "?every=1")

    third = "Mon 21 Sep, 13:00 to 15:00"
    assert (third in few, third in every) == (False, True)
    assert "Tue 22 Sep, 09:00 to 11:00" in few
    assert "Sat 26 Sep, 10:00 to 12:00" in few


def test_a_time_that_keeps_the_notice_is_booked_and_confirmed(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    response = post(as_person(hosted.ada), install, "new", {"starts": NOTICE_KEPT, "unfamiliar": "no"})

    appointment = Appointment.objects.get()
    assert response.status_code == 302
    assert (appointment.state, appointment.staff, appointment.contact) == (
        State.CONFIRMED,
        hosted.ben.staff,
        hosted.ada.contact,
    )


def test_a_sooner_one_is_agreed_to_by_name_at_the_price_that_was_shown(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    client = as_person(hosted.ada)
    post(client, install, "new", {"starts": SOONER, "unfamiliar": "no"})
    asked = Appointment.objects.get()
    text = get(client, install)

    stale = post(client, install, f"{asked.pk}/consent", {"seen": "priority handling · $1.00 · 0"})
    assert stale.status_code == 409
    assert not Consent.objects.exists()
    [seen] = re.findall(r'name="seen" value="([^"]+)"', text)
    post(client, install, f"{asked.pk}/consent", {"seen": seen})

    consent = Consent.objects.get()
    assert Appointment.objects.get().state == State.CONFIRMED
    assert (consent.contact, consent.way, consent.anchor) == (hosted.ada.contact, "portal", "3")
    assert (consent.subject, consent.price) == ("priority handling", "$125.00 per hour, minimum 2 hours")


def test_the_price_of_an_appointment_is_asked_for_once_on_the_page_of_appointments(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    client = as_person(hosted.ada)
    with stopped_at(ny(ASKED_ON)):
        before = client.get(f"/portal/tickets/{install.number}/").content.decode()
    post(client, install, "new", {"starts": SOONER, "unfamiliar": "no"})
    with stopped_at(ny(ASKED_ON)):
        after = client.get(f"/portal/tickets/{install.number}/").content.decode()

    assert ("Agree to this price" in before, "Agree to this price" in after) == (True, False)
    assert "Read its price, and agree" in after


def test_what_is_new_to_the_customer_is_attested_before_it_is_confirmed(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    client = as_person(hosted.ada)
    post(client, install, "new", {"starts": NOTICE_KEPT, "unfamiliar": "yes"})
    appointment = Appointment.objects.get()
    text = get(client, install)

    assert appointment.state == State.AWAITING_READINESS
    assert "Equipment and surroundings that are new to you were tried beforehand" in text
    for item in appointment.readiness.all():
        post(client, install, f"{appointment.pk}/readiness/{item.pk}", {})

    assert Appointment.objects.get().state == State.CONFIRMED
    assert "attested by Ada" in get(client, install)


def test_it_is_moved_and_called_off_with_a_reason(hosted: Cast, install: Ticket, as_person: AsPerson) -> None:
    client = as_person(hosted.ada)
    post(client, install, "new", {"starts": NOTICE_KEPT, "unfamiliar": "no"})
    appointment = Appointment.objects.get()
    other = ny("2026-09-22 13:00").isoformat()

    unsaid = post(client, install, f"{appointment.pk}/move", {"starts": other, "reason": ""})
    assert unsaid.status_code == 422
    post(client, install, f"{appointment.pk}/move", {"starts": other, "reason": "The painter comes."})
    assert Appointment.objects.get().starts_at == ny("2026-09-22 13:00")
    assert "Moved from Mon 21 Sep, 09:00: The painter comes." in get(client, install)

    post(client, install, f"{appointment.pk}/cancellation", {"reason": "We open next year."})
    assert Appointment.objects.get().state == State.CANCELLED
    assert "Called off: We open next year." in get(client, install)


def test_a_time_that_somebody_else_took_is_refused_and_nothing_is_booked(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    post(as_person(hosted.ada), install, "new", {"starts": NOTICE_KEPT, "unfamiliar": "no"})
    other = open_install(customer=hosted.eve)

    response = post(as_person(hosted.eve), other, "new", {"starts": NOTICE_KEPT, "unfamiliar": "no"})

    assert response.status_code == 409
    assert not Appointment.objects.filter(ticket=other).exists()


def test_who_removed_the_old_provider_is_told_that_it_is_an_install_with_the_clause(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    cause = {"cause": "Old provider removed"}
    find(actor=hosted.ben.actor, ticket=install, facts=cause, at=ny("2026-09-14 11:30"))

    text = get(as_person(hosted.ada), install, at="2026-09-14 12:00")

    assert "There is no appointment in Off hours: this is not an outage." in text
    assert "It has no claim to escalation." in text
    assert "Sat 19 Sep" not in text


def test_strangers_find_no_appointments_and_the_staff_have_their_own_pages(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    post(as_person(hosted.ada), install, "new", {"starts": NOTICE_KEPT, "unfamiliar": "no"})
    appointment = Appointment.objects.get()
    acts = {"cancellation": {"reason": "Mine."}, "consent": {"seen": ""}, "move": {"reason": "Mine."}}

    for stranger, status in ((hosted.eve, 404), (hosted.ben, 403)):
        client = as_person(stranger)
        for act, stated in acts.items():
            assert post(client, install, f"{appointment.pk}/{act}", stated).status_code == status
        with stopped_at(ny(ASKED_ON)):
            shown = client.get(f"/portal/tickets/{install.number}/appointments")
        assert shown.status_code == status

    assert Appointment.objects.get().state == State.CONFIRMED


def test_an_appointment_of_another_ticket_is_not_there(
    hosted: Cast, install: Ticket, as_person: AsPerson
) -> None:
    client = as_person(hosted.ada)
    post(client, install, "new", {"starts": NOTICE_KEPT, "unfamiliar": "no"})
    other = open_install(customer=hosted.ada, opened="2026-09-14 10:00")

    response = post(client, other, f"{Appointment.objects.get().pk}/cancellation", {"reason": "Mine."})

    assert response.status_code == 404
    assert Appointment.objects.get().state == State.CONFIRMED
