"""The doors of the room: rotas, exceptions and pages are the staff's own; customers read of theirs on their tickets."""

from django.db.models import QuerySet

from uphold.access import PERMISSIONS, Actor, NotAllowed, NotThere, Permission, require
from uphold.oncall.models import Override, Page, Rota
from uphold.people.models import Staff

ANSWERING = frozenset(role.value for role, rights in PERMISSIONS.items() if Permission.PAGE_ANSWER in rights)
"""The roles of those who may be called."""


def visible_rotas(actor: Actor) -> QuerySet[Rota]:
    if actor.is_system:
        return Rota.objects.all()
    if not actor.is_staff:
        return Rota.objects.none()
    return Rota.objects.filter(provider_id__in=actor.provider_ids_for(Permission.ONCALL_READ))


def get_rota(actor: Actor, rota_id: int, *, need: Permission = Permission.ONCALL_READ) -> Rota:
    rota = Rota.objects.select_related("provider").filter(pk=rota_id).first()
    if rota is None or not sees(actor, rota.provider_id):
        raise NotThere("rota")
    require(actor, need, provider_id=rota.provider_id)
    return rota


def get_override(actor: Actor, override_id: int, *, need: Permission = Permission.ONCALL_READ) -> Override:
    override = Override.objects.select_related("rota__provider", "staff").filter(pk=override_id).first()
    if override is None or not sees(actor, override.rota.provider_id):
        raise NotThere("override")
    require(actor, need, provider_id=override.rota.provider_id)
    return override


def get_page(actor: Actor, page_id: int, *, need: Permission = Permission.PAGE_ANSWER) -> Page:
    page = Page.objects.select_related("ticket", "rota").filter(pk=page_id).first()
    if page is None or not sees(actor, page.ticket.provider_id):
        raise NotThere("page")
    if not actor.may(need, provider_id=page.ticket.provider_id):
        raise NotAllowed(need)
    return page


def sees(actor: Actor, provider_id: int) -> bool:
    return actor.is_system or (actor.is_staff and provider_id in actor.grants)


def callable_staff(provider_id: int) -> QuerySet[Staff]:
    """Those of a provider who may be called: active, and with a role that answers."""
    granted = Staff.objects.filter(grants__provider_id=provider_id, grants__role__in=ANSWERING)
    return granted.filter(is_active=True).distinct()
