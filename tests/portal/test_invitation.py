"""Accepting an invitation: one link, once, and whoever follows it is signed in where he belongs."""

import re

import pytest
from django.test import Client

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.desk.conftest import AsPerson
from uphold.journal.models import Entry
from uphold.kit import stopped_at
from uphold.mail.models import OutgoingMail
from uphold.notices.jobs import tell
from uphold.people.models import Account, Contact, Staff

TEN = at("2026-06-09 10:00")
PASSWORD = "three quiet rivers run"


def test_a_contact_is_added_invited_and_signed_in(cast: Cast, as_person: AsPerson) -> None:
    olga = as_person(cast.olga)
    with stopped_at(TEN):
        added = olga.post(
            f"/desk/administration/organisations/{cast.harbour.pk}/contacts/new",
            {"name": "Zoe", "email": "zoe@harbour.example", "telephone": "", "role": "member"},
        )
        zoe = Contact.objects.get(email="zoe@harbour.example")
        olga.post(f"/desk/administration/contacts/{zoe.pk}/invitation")

    visitor = Client()
    with stopped_at(TEN):
        link = link_in_mail()
        page = visitor.get(link).content.decode()
        accepted = visitor.post(link, {"password": PASSWORD, "again": PASSWORD})
        arrived = visitor.get("/", follow=True)

    assert added["Location"] == f"/desk/administration/contacts/{zoe.pk}"
    assert "Welcome, Zoe" in page
    assert accepted["Location"] == "/"
    assert arrived.redirect_chain == [("/portal/", 302)]


def test_a_colleague_lands_on_the_desk(cast: Cast, as_person: AsPerson) -> None:
    olga = as_person(cast.olga)
    said = {"name": "Ivo", "email": "ivo@northwind.example", "provider": cast.northwind.pk, "role": "agent"}
    with stopped_at(TEN):
        olga.post("/desk/administration/staff/new", said)
        ivo = Staff.objects.get(email="ivo@northwind.example")
        olga.post(f"/desk/administration/staff/{ivo.pk}/invitation")

    visitor = Client()
    with stopped_at(TEN):
        visitor.post(link_in_mail(), {"password": PASSWORD, "again": PASSWORD})
        arrived = visitor.get("/", follow=True)

    assert arrived.redirect_chain == [("/desk/", 302)]


@pytest.mark.parametrize(
    ("first", "again", "words"),
    [
        (PASSWORD, "something else entirely", "The two passwords differ."),
        ("short", "short", "This password is too short"),
        ("password1234", "password1234", "This password is too common"),
        ("", "", "This field is required."),
    ],
)
def test_a_password_that_will_not_do_is_refused_and_the_link_stays_good(
    first: str, again: str, words: str, cast: Cast, as_person: AsPerson
) -> None:
    link = invited(cast, as_person)
    accounts = Account.objects.count()

    with stopped_at(TEN):
        response = Client().post(link, {"password": first, "again": again})
        afterwards = Client().get(link)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert afterwards.status_code == 200
    assert Account.objects.count() == accounts


def test_a_link_works_once_and_a_wrong_one_never(cast: Cast, as_person: AsPerson) -> None:
    link = invited(cast, as_person)

    with stopped_at(TEN):
        Client().post(link, {"password": PASSWORD, "again": PASSWORD})
        spent = Client().get(link)
        wrong = Client().get("/invitation/0123456789")

    assert (spent.status_code, wrong.status_code) == (404, 404)
    assert "This link does not work, or no longer." in spent.content.decode()


def test_whoever_signs_in_already_is_not_invited_again(cast: Cast, as_person: AsPerson) -> None:
    with stopped_at(TEN):
        response = as_person(cast.olga).post(
            f"/desk/administration/contacts/{cast.ada.contact.pk}/invitation"
        )

    assert response.status_code == 409
    assert not Entry.objects.filter(kind="person.invited").exists()
    assert OutgoingMail.objects.count() == 0


def invited(cast: Cast, as_person: AsPerson) -> str:
    zoe = Contact.objects.create(organisation=cast.harbour, name="Zoe", email="zoe@harbour.example")
    with stopped_at(TEN):
        as_person(cast.olga).post(f"/desk/administration/contacts/{zoe.pk}/invitation")
    return link_in_mail()


def link_in_mail() -> str:
    """What the reaction to the invitation would send."""
    tell(Entry.objects.get(kind="person.invited").pk, at=TEN)
    found = re.search(r"/invitation/\S+", OutgoingMail.objects.get().body)
    assert found is not None
    return found[0]
