"""The customer's manager decides: an approved change becomes a ticket, a refused one ends with words."""

from datetime import datetime

from uphold.access import Actor, Permission
from uphold.agreements.bridge import compiled
from uphold.agreements.queries import terms_in_force
from uphold.kit.transaction import atomic
from uphold.people.models import Contact
from uphold.service_changes.access import lock_change, require_door
from uphold.service_changes.asking import body_of, channel_of, request_of, subject_of
from uphold.service_changes.models import ServiceChange
from uphold.service_changes.refusals import StateDoesNotFit, WordsMissing
from uphold.service_changes.timeline import record
from uphold.standing.access import require_capability
from uphold.tickets.actions import open_ticket
from uphold.tickets.actions.opening import NothingAgreed
from uphold.tickets.models import Ticket

NEED = Permission.SERVICE_CHANGE_APPROVE
State = ServiceChange.State


@atomic
def approve_change(*, actor: Actor, change: ServiceChange, at: datetime) -> ServiceChange:
    """While the capability is suspended it waits as it was asked."""
    require_door(actor, change, need=NEED)
    require_asked(change)
    require_capability(organisation_id=change.organisation_id, provider_id=change.provider_id, at=at)
    ticket = ticket_for(change, actor=actor, at=at)
    change = lock_change(change.pk)
    require_asked(change)
    change.state, change.ticket = State.APPROVED, ticket
    change.decided_by, change.decided_at = Contact.objects.get(pk=actor.id or 0), at
    change.save(update_fields=["state", "ticket", "decided_by", "decided_at"])
    record(change, "approved", by=actor, at=at)
    return change


@atomic
def refuse_change(*, actor: Actor, change: ServiceChange, answer: str, at: datetime) -> ServiceChange:
    require_door(actor, change, need=NEED)
    if not answer.strip():
        raise WordsMissing("why not")
    change = lock_change(change.pk)
    require_asked(change)
    change.state, change.answer, change.over_at = State.REFUSED, answer.strip(), at
    change.decided_by, change.decided_at = Contact.objects.get(pk=actor.id or 0), at
    change.save(update_fields=["state", "answer", "over_at", "decided_by", "decided_at"])
    record(change, "refused", by=actor, at=at)
    return change


def require_asked(change: ServiceChange) -> None:
    if change.state != State.ASKED:
        raise StateDoesNotFit(change.thing, change.state)


def ticket_for(change: ServiceChange, *, actor: Actor, at: datetime) -> Ticket:
    """Of whoever asked; the tickets' locks come before the change's."""
    terms = terms_in_force(organisation_id=change.organisation_id, provider_id=change.provider_id, at=at)
    if terms is None:
        raise NothingAgreed(change.organisation.name, change.provider.name)
    agreement = compiled(terms.version, terms.annexes)
    return open_ticket(
        actor=actor,
        provider=change.provider,
        organisation=change.organisation,
        subject=subject_of(change),
        body=body_of(change),
        channel=channel_of(agreement),
        request=request_of(agreement),
        opened_by=change.asked_by,
        unit=change.unit.name if change.unit else "",
        at=at,
    )
