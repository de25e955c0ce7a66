"""Telling: the reaction of this room to an entry of the journal. Safe to run twice."""

from datetime import datetime

from uphold.journal.models import Entry
from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.mail.outbox import Letter, queue_mail
from uphold.metering.models import ConsentRequest
from uphold.notices.asking import consent_letter
from uphold.notices.audience import TOLD, told_contact, told_staff
from uphold.notices.models import Notification
from uphold.notices.words import invitation_letter, letter_to_contact, letter_to_staff
from uphold.people.models import Invitation
from uphold.tickets.actions import acknowledge
from uphold.tickets.models import Ticket

BY_MAIL = {"ticket.warned", "ticket.breached"}
"""What the staff are told by mail too, not in the desk alone."""


@atomic
def tell(entry_id: int, *, at: datetime) -> None:
    """Everybody whom the entry concerns, by the way that fits it."""
    entry = entry_of(entry_id)
    if entry.kind == "person.invited":
        invite_by_mail(entry, at=at)
    elif entry.kind == "consent.asked":
        ask_by_mail(entry, at=at)
    elif entry.kind in TOLD:
        ticket = Ticket.objects.select_related("provider", "organisation", "opened_by", "assignee").defer(
            "search"
        )
        tell_of_ticket(entry, ticket.get(pk=entry.about_id), at=at)


def tell_of_ticket(entry: Entry, ticket: Ticket, *, at: datetime) -> None:
    if ticket.is_history:
        return
    staff = told_staff(entry, ticket)
    Notification.objects.bulk_create(
        [
            Notification(staff=each, ticket=ticket, entry_id=entry.pk, kind=entry.kind, at=entry.at)
            for each in staff
        ],
        ignore_conflicts=True,
    )
    letters = [letter_to_staff(entry, ticket, each) for each in staff if entry.kind in BY_MAIL]
    contact = told_contact(entry, ticket)
    if contact is not None:
        letters.append(letter_to_contact(entry, ticket, contact))
    queued = [queue_mail(letter, at=at) for letter in letters]
    if entry.kind == "ticket.opened" and any(queued):
        acknowledge(ticket=ticket, at=at)


def invite_by_mail(entry: Entry, *, at: datetime) -> None:
    """Unless it was accepted meanwhile: then there is nothing to send."""
    invitation = Invitation.objects.select_related("staff", "contact").get(pk=entry.about_id)
    if invitation.accepted_at is None:
        letter: Letter = invitation_letter(invitation)
        queue_mail(letter, at=at)


def ask_by_mail(entry: Entry, *, at: datetime) -> None:
    """Unless it was answered meanwhile: then there is nothing to ask."""
    requests = ConsentRequest.objects.select_related("contact", "ticket__provider")
    request = requests.get(pk=entry.detail["request"])
    if request.answered_at is None:
        queue_mail(consent_letter(request), at=at)
