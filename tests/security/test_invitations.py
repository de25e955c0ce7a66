"""The one-time link: it works once, for the person it was made for, and tells nobody else anything."""

from datetime import timedelta

from django.test import Client

from tests.cast.people import Caller, Cast
from tests.security.conftest import AsPerson
from uphold.kit import now, stopped_at
from uphold.people.actions import add_contact, deactivate_contact, invite_contact
from uphold.people.actions.invitation import Invited
from uphold.people.models import Account, Contact

NEW = "several words in a row"


def invited(cast: Cast) -> tuple[Contact, Invited]:
    contact = add_contact(
        actor=cast.olga.actor, organisation=cast.harbour, name="Ida", email="ida@harbour.example", at=now()
    )
    return contact, invite_contact(actor=cast.olga.actor, contact=contact, at=now())


def test_the_link_opens_and_makes_an_account_in_transactions_of_its_own(committed_cast: Cast) -> None:
    contact, invitation = invited(committed_cast)
    client = Client()

    page = client.get(f"/invitation/{invitation.token}")
    answer = client.post(f"/invitation/{invitation.token}", {"password": NEW, "again": NEW})

    assert (page.status_code, answer.status_code) == (200, 302)
    contact.refresh_from_db()
    assert client.session["_auth_user_id"] == str(contact.account_id)


def test_a_spent_link_is_the_same_as_one_that_never_was(cast: Cast, client: Client) -> None:
    _, invitation = invited(cast)
    client.post(f"/invitation/{invitation.token}", {"password": NEW, "again": NEW})
    stranger = Client()

    spent = stranger.post(f"/invitation/{invitation.token}", {"password": NEW * 2, "again": NEW * 2})
    never = stranger.post(f"/invitation/{'0' * 64}", {"password": NEW, "again": NEW})

    assert (spent.status_code, never.status_code) == (404, 404)
    assert "_auth_user_id" not in stranger.session
    assert Account.objects.get(email="ida@harbour.example").check_password(NEW)


def test_a_link_ends_after_a_week(cast: Cast, client: Client) -> None:
    _, invitation = invited(cast)

    with stopped_at(now() + timedelta(days=7, minutes=1)):
        answer = client.post(f"/invitation/{invitation.token}", {"password": NEW, "again": NEW})

    assert answer.status_code == 404
    assert not Account.objects.filter(email="ida@harbour.example").exists()


def test_who_left_before_accepting_stays_out(cast: Cast, client: Client) -> None:
    contact, invitation = invited(cast)
    deactivate_contact(actor=cast.olga.actor, contact=contact, at=now())

    answer = client.post(f"/invitation/{invitation.token}", {"password": NEW, "again": NEW})

    assert answer.status_code == 404
    assert not Account.objects.filter(email="ida@harbour.example").exists()


def test_accepting_ends_the_session_of_whoever_sat_there(cast: Cast, as_person: AsPerson) -> None:
    contact, invitation = invited(cast)
    browser = as_person(Caller(cast.ada.contact, cast.ada.actor))
    before = browser.session.session_key

    browser.post(f"/invitation/{invitation.token}", {"password": NEW, "again": NEW})

    contact.refresh_from_db()
    assert browser.session["_auth_user_id"] == str(contact.account_id)
    assert browser.session.session_key != before
