"""Inviting, and accepting: a one-time link by which a person sets a password."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from uphold.access import Actor, ActorKind, Permission
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, MISSING, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.access import require_for_organisation
from uphold.people.actions.refusals import AddressTaken
from uphold.people.actions.staff import require_for_staff
from uphold.people.models import Account, Contact, Invitation, Staff

DAYS_OPEN = 7
SALT = "uphold.people.invitation"


class InvitationNotThere(Refused):
    code, kind, text = (
        "invitation_not_there",
        MISSING,
        gettext_lazy("This link does not work, or no longer. Ask for a new one."),
    )


class AlreadySignsIn(Refused):
    code, kind, text = (
        "already_signs_in",
        CONFLICT,
        gettext_lazy("{0} already has an account; reset the password."),
    )


class PasswordRefused(Refused):
    code, kind, text = "password_refused", INVALID, gettext_lazy("{0}")


@dataclass(frozen=True, slots=True)
class Invited:
    """The row, and the token that only the invited person may learn."""

    invitation: Invitation
    token: str


@atomic
def invite_staff(*, actor: Actor, staff: Staff, at: datetime) -> Invited:
    require_for_staff(actor, staff)
    if staff.account_id is not None:
        raise AlreadySignsIn(staff.name)
    return issue(Invitation(staff=staff), by=actor, at=at)


@atomic
def invite_contact(*, actor: Actor, contact: Contact, at: datetime) -> Invited:
    require_for_organisation(actor, contact.organisation, need=Permission.ORGANISATION_MANAGE)
    if contact.account_id is not None:
        raise AlreadySignsIn(contact.name)
    return issue(Invitation(contact=contact), by=actor, at=at)


@atomic
def accept_invitation(*, token: str, password: str, at: datetime) -> Account:
    """Makes the account. The link is spent, and so are all others of the same person."""
    invitation = open_invitation(token, at=at)
    person = invited_person(invitation)
    try:
        validate_password(password)
    except ValidationError as error:
        raise PasswordRefused(" ".join(error.messages)) from error
    with refused_by("people_account_email_key", AddressTaken(person.email)):
        account = Account.objects.create_user(person.email, password)
    person.account = account
    person.save(update_fields=["account"])
    Invitation.objects.filter(staff=invitation.staff, contact=invitation.contact, accepted_at=None).update(
        accepted_at=at
    )
    kind = ActorKind.STAFF if isinstance(person, Staff) else ActorKind.CONTACT
    write("person.accepted", about=invitation, by=Actor(kind=kind, id=person.pk), at=at)
    return account


@atomic
def open_invitation(token: str, *, at: datetime) -> Invitation:
    """The invitation of a token, locked; one that is spent, expired or of a person who left is not there."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("staff", "contact__organisation")
        .filter(token_hash=hash_of(token), accepted_at=None, expires_at__gt=at)
        .first()
    )
    if invitation is None or not invited_person(invitation).is_active:
        raise InvitationNotThere
    return invitation


def invited_person(invitation: Invitation) -> Staff | Contact:
    person = invitation.staff or invitation.contact
    if person is None:
        raise ValueError("the database keeps every invitation for one person")
    return person


def token_of(invitation: Invitation) -> str:
    """Made from the site's key and the row's nonce, so the database alone gives no link away."""
    return salted_hmac(SALT, invitation.nonce, algorithm="sha256").hexdigest()


def issue(invitation: Invitation, *, by: Actor, at: datetime) -> Invited:
    invitation.nonce = secrets.token_hex(16)
    token = token_of(invitation)
    invitation.token_hash = hash_of(token)
    invitation.invited_at, invitation.expires_at = at, at + timedelta(days=DAYS_OPEN)
    invitation.save()
    write("person.invited", about=invitation, by=by, at=at)
    return Invited(invitation, token)


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
