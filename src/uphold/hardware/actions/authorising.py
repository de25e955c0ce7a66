"""Authorizing a return: by the agreement's answer to an evaluation, or beside it by a named person with a reason."""

from datetime import datetime

from uphold.access import Actor, Permission
from uphold.hardware.actions.evaluating import staff_id
from uphold.hardware.bridge import cited_by, claim_of, kinds_given
from uphold.hardware.models import Evaluation, ReturnAuthorization
from uphold.hardware.numbering import take_return_number
from uphold.hardware.refusals import KindUnknown, NeedsPerson, NoUnitNamed, ReasonMissing, ReturnIsOpen
from uphold.hardware.timeline import record_return
from uphold.kit.transaction import atomic
from uphold.policy.scenario.answer import WarrantyAnswer
from uphold.products.access import lock_unit
from uphold.tickets.locking import begin_with_any, require_door
from uphold.tickets.models import Ticket

Kind = ReturnAuthorization.Kind


@atomic
def authorise_return(
    *, actor: Actor, ticket: Ticket, kind: str, reason: str = "", at: datetime
) -> ReturnAuthorization:
    """`reason` is asked for, and kept, only where the agreement does not give this kind of return."""
    require_door(actor, ticket, need=Permission.RETURN_AUTHORIZE)
    if ticket.unit_id is None:
        raise NoUnitNamed(ticket.number)
    unit = lock_unit(ticket.unit_id)
    ticket = begin_with_any(actor, ticket, need=Permission.RETURN_AUTHORIZE)
    if kind not in Kind.values:
        raise KindUnknown(kind)
    under_way = ReturnAuthorization.objects.filter(unit=unit).exclude(state__in=ReturnAuthorization.OVER)
    if (other := under_way.first()) is not None:
        raise ReturnIsOpen(other.number)
    evaluation = decided_evaluation(ticket, unit_id=unit.pk)
    claim = claim_of(ticket, at=at) if evaluation else None
    said = reason_beside(actor, ticket, kind=kind, claim=claim, reason=reason)
    cited = cited_by(claim, ticket=ticket)
    serial, number = take_return_number(ticket.provider)
    row = ReturnAuthorization.objects.create(
        provider=ticket.provider,
        organisation=ticket.organisation,
        ticket=ticket,
        evaluation=evaluation,
        unit=unit,
        serial=serial,
        number=number,
        kind=kind,
        answer=(claim.answer or "") if claim else "",
        reason=said,
        authorised_by_id=staff_id(actor),
        authorised_at=at,
        customer_pays=(claim.customer_pays or "") if claim else "",
        otherwise=(claim.otherwise or "") if claim else "",
        **{name: getattr(cited, name) for name in cited.__dataclass_fields__},
    )
    record_return(row, "return.authorised", by=actor, at=at, detail={"kind": kind, "beside": bool(said)})
    return row


def decided_evaluation(ticket: Ticket, *, unit_id: int) -> Evaluation | None:
    """The last one about this very unit."""
    decided = ticket.evaluations.filter(decided_at__isnull=False, unit_id=unit_id)
    return decided.order_by("decided_at", "pk").last()


def reason_beside(
    actor: Actor, ticket: Ticket, *, kind: str, claim: WarrantyAnswer | None, reason: str
) -> str:
    """Why it is given although the agreement does not; empty where it does."""
    if kind in kinds_given(claim):
        return ""
    if not actor.may(Permission.RETURN_DECIDE, provider_id=ticket.provider_id):
        raise NeedsPerson
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()
