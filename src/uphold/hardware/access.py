"""The doors of evaluations, fault analyses and returns: strangers learn nothing, members are told."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission, require
from uphold.hardware.models import Evaluation, FaultAnalysis, ReturnAuthorization
from uphold.tickets.access import get_ticket, visible_to

RETURN_ROWS = (
    "provider",
    "organisation",
    "unit__product",
    "replacement__product",
    "evaluation__analysis",
    "authorised_by",
    "ticket__organisation",
    "ticket__version__agreement",
    "version__agreement",
)


def visible_returns(actor: Actor) -> QuerySet[ReturnAuthorization]:
    """Staff: those of the providers they may read; contacts: those of their organisation."""
    if actor.is_system:
        return ReturnAuthorization.objects.all()
    if actor.is_contact:
        own = actor.organisation_id if actor.may(Permission.RETURN_READ) else None
        return ReturnAuthorization.objects.filter(organisation_id=own or 0)
    return ReturnAuthorization.objects.filter(provider_id__in=actor.provider_ids_for(Permission.RETURN_READ))


def visible_analyses(actor: Actor) -> QuerySet[FaultAnalysis]:
    """Whoever reads the ticket reads the document about its unit."""
    return FaultAnalysis.objects.filter(evaluation__ticket__in=visible_to(actor))


def get_return(
    actor: Actor, return_id: int, *, need: Permission = Permission.RETURN_READ
) -> ReturnAuthorization:
    rows = visible_returns(actor).select_related(*RETURN_ROWS)
    found = (
        rows.defer("ticket__search", "ticket__version__text", "version__text").filter(pk=return_id).first()
    )
    if found is None:
        raise NotThere("return")
    if not actor.may(need, provider_id=found.provider_id):
        raise NotAllowed(need)
    return found


def get_analysis(actor: Actor, analysis_id: int) -> FaultAnalysis:
    found = visible_analyses(actor).select_related("provider").filter(pk=analysis_id).first()
    if found is None:
        raise NotThere("analysis")
    return found


def get_evaluation(
    actor: Actor, number: str, evaluation_id: int, *, need: Permission = Permission.HARDWARE_EVALUATE
) -> Evaluation:
    ticket = get_ticket(actor, number, need=need)
    rows = Evaluation.objects.filter(ticket=ticket, pk=evaluation_id).select_related("unit", "analysis")
    found = rows.first()
    if found is None:
        raise NotThere("evaluation")
    found.ticket = ticket
    return found


def begin(
    actor: Actor, row: ReturnAuthorization, *, need: Permission = Permission.RETURN_AUTHORIZE
) -> ReturnAuthorization:
    """The first step of a verb: through the door, then the lock."""
    require_door(actor, row, need=need)
    return lock_return(row.pk)


def require_door(
    actor: Actor, row: ReturnAuthorization, *, need: Permission = Permission.RETURN_AUTHORIZE
) -> None:
    """The door alone, for verbs that take the lock of units first."""
    if actor.is_contact and actor.organisation_id != row.organisation_id:
        raise NotThere("return")
    if actor.is_staff and row.provider_id not in actor.grants:
        raise NotThere("return")
    require(actor, need, provider_id=row.provider_id)


def lock_return(return_id: int) -> ReturnAuthorization:
    locked = ReturnAuthorization.objects.select_for_update(of=("self",), no_key=True)
    rows = locked.select_related(
        "provider", "organisation", "unit", "replacement", "ticket__version__agreement"
    )
    return rows.defer("ticket__search", "ticket__version__text").get(pk=return_id)
