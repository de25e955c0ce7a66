"""Consent to the price of an appointment: kept by name like every other, and the appointment goes on with it."""

from datetime import datetime

from uphold.access import Actor, NotAllowed, Permission
from uphold.kit.transaction import atomic
from uphold.metering.actions.consent import require_of
from uphold.metering.models import Consent
from uphold.people.models import Contact
from uphold.scheduling.actions import agree_to_price
from uphold.scheduling.models import Appointment


@atomic
def consent_to_appointment(*, actor: Actor, appointment: Appointment, at: datetime) -> Consent:
    """A contact agrees himself, in the portal, to what was shown to him."""
    if not actor.is_contact or actor.id is None:
        raise NotAllowed(Permission.TICKET_REPLY)
    row = agree_to_price(actor=actor, appointment=appointment, at=at)
    return kept(Consent(contact_id=actor.id, way=Consent.Way.PORTAL), row, at=at)


@atomic
def note_consent_to_appointment(
    *, actor: Actor, appointment: Appointment, contact: Contact, at: datetime
) -> Consent:
    """What a contact said on the telephone, noted by the member of the staff who heard it."""
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.TICKET_WORK)
    require_of(appointment.ticket, contact)
    row = agree_to_price(actor=actor, appointment=appointment, contact=contact, at=at)
    return kept(Consent(contact=contact, way=Consent.Way.TELEPHONE, noted_by_id=actor.id), row, at=at)


def kept(consent: Consent, appointment: Appointment, *, at: datetime) -> Consent:
    consent.ticket_id = appointment.ticket_id
    consent.subject, consent.price = appointment.subject, appointment.price
    consent.clause, consent.anchor, consent.line = appointment.clause, appointment.anchor, appointment.line
    consent.at = at
    consent.save(force_insert=True)
    return consent
