"""Whom a step of the path calls: a rota, a person, or only the address that the agreement names."""

from datetime import datetime

from uphold.access import Actor, NotThere, Permission, require
from uphold.agreements.access import PUBLISHED
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Agreement, Version
from uphold.journal.write import write
from uphold.kit.transaction import atomic
from uphold.oncall.actions.rotas import require_of
from uphold.oncall.models import PathTarget, Rota
from uphold.oncall.refusals import ContactUnknown, NotOfProvider, RotaRetired, TargetOfTwo
from uphold.people.models import Staff
from uphold.policy.scenario.path import path_of


@atomic
def set_target(
    *,
    actor: Actor,
    agreement: Agreement,
    contact: str,
    rota: Rota | None = None,
    staff: Staff | None = None,
    at: datetime,
) -> PathTarget:
    """Holds from now on for every version of the agreement that names the contact."""
    if actor.is_staff and agreement.provider_id not in actor.grants:
        raise NotThere("agreement")
    require(actor, Permission.ONCALL_MANAGE, provider_id=agreement.provider_id)
    if rota is not None and staff is not None:
        raise TargetOfTwo
    if contact not in contacts_of(agreement):
        raise ContactUnknown(contact, agreement.provider.name)
    if staff is not None:
        require_of(staff, agreement.provider)
    if rota is not None and rota.provider_id != agreement.provider_id:
        raise NotOfProvider(rota.name, agreement.provider.name)
    if rota is not None and not rota.is_active:
        raise RotaRetired(rota.name)
    target, _ = PathTarget.objects.update_or_create(
        agreement=agreement, contact=contact, defaults={"rota": rota, "staff": staff}
    )
    detail = {
        "agreement": agreement.slug,
        "contact": contact,
        "rota": target.rota_id,
        "staff": target.staff_id,
        "provider": agreement.provider_id,
    }
    topics = (f"oncall:{agreement.provider_id}",)
    write("path.target_set", about=target, by=actor, at=at, detail=detail, topics=topics)
    return target


def contacts_of(agreement: Agreement) -> list[str]:
    """The contacts that its published versions name, in their order."""
    versions = Version.objects.filter(agreement=agreement, status__in=PUBLISHED, agreement__is_annex=False)
    steps = (step for version in versions.order_by("effective_on") for step in path_of(compiled(version)))
    return list(dict.fromkeys(step.name for step in steps))
