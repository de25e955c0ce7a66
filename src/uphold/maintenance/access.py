"""The doors to planned work and outages: strangers are told that nothing is there, members that they may not."""

from django.db.models import Q, QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.maintenance.models import Outage, PlannedWork
from uphold.products.models import Unit


def visible_works(actor: Actor) -> QuerySet[PlannedWork]:
    """Staff: of the providers they may read; contacts: what was announced and affects their organisation."""
    if actor.is_system:
        return PlannedWork.objects.all()
    if actor.is_staff:
        return PlannedWork.objects.filter(provider_id__in=actor.provider_ids_for(Permission.MAINTENANCE_READ))
    if actor.organisation_id is None or not actor.may(Permission.MAINTENANCE_READ):
        return PlannedWork.objects.none()
    mine = PlannedWork.objects.filter(affected__organisation_id=actor.organisation_id)
    return mine.filter(announced_at__isnull=False).distinct()


def visible_outages(actor: Actor) -> QuerySet[Outage]:
    """Staff: of the providers they may read; contacts: those of products that they have in use."""
    if actor.is_system:
        return Outage.objects.all()
    if actor.is_staff:
        return Outage.objects.filter(provider_id__in=actor.provider_ids_for(Permission.MAINTENANCE_READ))
    if actor.organisation_id is None or not actor.may(Permission.MAINTENANCE_READ):
        return Outage.objects.none()
    units = Unit.objects.filter(organisation_id=actor.organisation_id, state=Unit.State.IN_USE)
    linked = Q(links__ticket__organisation_id=actor.organisation_id, links__unlinked_at=None)
    return Outage.objects.filter(Q(products__units__in=units) | linked).distinct()


def get_work(actor: Actor, work_id: int, *, need: Permission = Permission.MAINTENANCE_READ) -> PlannedWork:
    rows = visible_works(actor).select_related("provider", "planned_by", "approved_by", "series")
    work = rows.filter(pk=work_id).first()
    if work is None:
        raise NotThere("work")
    if not actor.may(need, provider_id=work.provider_id):
        raise NotAllowed(need)
    return work


def get_outage(actor: Actor, outage_id: int, *, need: Permission = Permission.MAINTENANCE_READ) -> Outage:
    outage = visible_outages(actor).select_related("provider", "declared_by").filter(pk=outage_id).first()
    if outage is None:
        raise NotThere("outage")
    if not actor.may(need, provider_id=outage.provider_id):
        raise NotAllowed(need)
    return outage


def lock_work(actor: Actor, work: PlannedWork, *, need: Permission) -> PlannedWork:
    """The first step of a verb: through the door, then the lock."""
    found = get_work(actor, work.pk, need=need)
    return (
        PlannedWork.objects.select_for_update(of=("self",), no_key=True)
        .select_related("provider")
        .get(pk=found.pk)
    )


def lock_outage(actor: Actor, outage: Outage) -> Outage:
    found = get_outage(actor, outage.pk, need=Permission.MAINTENANCE_PLAN)
    return (
        Outage.objects.select_for_update(of=("self",), no_key=True)
        .select_related("provider")
        .get(pk=found.pk)
    )
