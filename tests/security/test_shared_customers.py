"""A customer of two providers: neither gets through him at what the other does."""

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast, Worker, make_worker
from uphold.access import NotAllowed, Role
from uphold.people.actions import (
    add_contact,
    deactivate_contact,
    deactivate_organisation,
    grant_contact_role,
    grant_role,
)
from uphold.people.actors import actor_for_staff
from uphold.people.models import Contact, Organisation

NOON = at("2026-06-09 12:00")


@pytest.fixture
def sam(cast: Cast) -> Worker:
    """Administers Southgate alone; Orchard Foods is Northwind's customer too."""
    return make_worker("Sam", of=cast.southgate, role=Role.ADMINISTRATOR)


def test_the_administrator_of_one_adds_nobody_who_would_see_the_other_s_tickets(
    sam: Worker, cast: Cast
) -> None:
    with pytest.raises(NotAllowed):
        add_contact(actor=sam.actor, organisation=cast.orchard, name="Spy", email="spy@x.example", at=NOON)

    assert not Contact.objects.filter(email="spy@x.example").exists()


def test_nor_does_he_shut_out_or_promote_its_people(sam: Worker, cast: Cast) -> None:
    for act in (
        lambda: deactivate_contact(actor=sam.actor, contact=cast.eve.contact, at=NOON),
        lambda: grant_contact_role(actor=sam.actor, contact=cast.eve.contact, role=Role.MANAGER, at=NOON),
        lambda: deactivate_organisation(actor=sam.actor, organisation=cast.orchard, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert Contact.objects.get(pk=cast.eve.contact.pk).role == Role.MEMBER
    assert Organisation.objects.get(pk=cast.orchard.pk).is_active


def test_who_administers_both_does(cast: Cast) -> None:
    tess = make_worker("Tess", of=cast.southgate, role=Role.ADMINISTRATOR)
    grant_role(
        actor=cast.olga.actor, staff=tess.staff, provider=cast.northwind, role=Role.ADMINISTRATOR, at=NOON
    )

    contact = add_contact(
        actor=actor_for_staff(tess.staff),
        organisation=cast.orchard,
        name="Kim",
        email="kim@orchard.example",
        at=NOON,
    )

    assert contact.organisation == cast.orchard
