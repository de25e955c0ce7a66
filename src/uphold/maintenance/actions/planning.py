"""Planning work, putting a plan right, and approving it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission, Role, require
from uphold.access.permissions import PERMISSIONS
from uphold.kit.transaction import atomic
from uphold.maintenance.access import lock_work
from uphold.maintenance.asking import Touched
from uphold.maintenance.models import PlannedWork, Series, WorkProduct, WorkSite
from uphold.maintenance.refusals import (
    PlannerApproves,
    WorkStandsElsewhere,
    WorkTouchesNothing,
    WorkWordsMissing,
)
from uphold.maintenance.timeline import record
from uphold.maintenance.windows import Times
from uphold.people.models import Provider, Staff
from uphold.policy.time.local import zone_of
from uphold.products.models import Product, Site

APPROVERS = [role.value for role in Role if Permission.MAINTENANCE_APPROVE in PERMISSIONS[role]]
CHANGED = ("change", "title", "words", "zone", "starts_at", "ends_at", "state", "approved_by", "approved_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done: `change` is the kind of change as the Notice rows name it, `words` are for customers."""

    change: str
    title: str
    words: str
    zone: str
    times: Times
    products: Sequence[Product] = ()
    sites: Sequence[Site] = ()


@atomic
def plan_work(*, actor: Actor, provider: Provider, plan: Plan, at: datetime) -> PlannedWork:
    """A draft; nobody is told of it."""
    require(actor, Permission.MAINTENANCE_PLAN, provider_id=provider.pk)
    require_sound(plan, provider=provider)
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.MAINTENANCE_PLAN)
    work = draft(plan, provider=provider, planner_id=actor.id, at=at)
    record(work, "planned", by=actor, at=at)
    return work


@atomic
def change_work(*, actor: Actor, work: PlannedWork, plan: Plan, at: datetime) -> PlannedWork:
    """Before it is announced; what was approved is a draft again."""
    work = lock_work(actor, work, need=Permission.MAINTENANCE_PLAN)
    require_state(work, PlannedWork.State.DRAFT, PlannedWork.State.APPROVED)
    require_sound(plan, provider=work.provider)
    work.change, work.title, work.words, work.zone = plan.change, plan.title, plan.words, plan.zone
    work.starts_at, work.ends_at = plan.times.starts_at, plan.times.ends_at
    work.state, work.approved_by, work.approved_at = PlannedWork.State.DRAFT, None, None
    work.save(update_fields=CHANGED)
    work.of_products.all().delete()
    work.of_sites.all().delete()
    touch(work, plan)
    record(work, "changed", by=actor, at=at)
    return work


@atomic
def approve_work(*, actor: Actor, work: PlannedWork, at: datetime) -> PlannedWork:
    """By another person than the planner, where somebody else may approve at all."""
    work = lock_work(actor, work, need=Permission.MAINTENANCE_APPROVE)
    require_state(work, PlannedWork.State.DRAFT)
    if actor.id == work.planned_by_id:
        other = approvers(work.provider_id).exclude(pk=actor.id).first()
        if other is not None:
            raise PlannerApproves(other.name)
    work.state, work.approved_by_id, work.approved_at = PlannedWork.State.APPROVED, actor.id, at
    work.save(update_fields=["state", "approved_by", "approved_at"])
    record(work, "approved", by=actor, at=at)
    return work


def draft(
    plan: Plan, *, provider: Provider, planner_id: int, at: datetime, series: Series | None = None
) -> PlannedWork:
    """The row of a plan; an occurrence of a series is known by its local day."""
    local = plan.times.starts_at.astimezone(zone_of(plan.zone)).date()
    work = PlannedWork.objects.create(
        provider=provider,
        change=plan.change,
        title=plan.title,
        words=plan.words,
        zone=plan.zone,
        starts_at=plan.times.starts_at,
        ends_at=plan.times.ends_at,
        series=series,
        occurrence_on=local if series else None,
        uid=f"maintenance-{secrets.token_hex(16)}",
        planned_by_id=planner_id,
        planned_at=at,
    )
    touch(work, plan)
    return work


def touch(work: PlannedWork, plan: Plan) -> None:
    WorkProduct.objects.bulk_create(WorkProduct(work=work, product=product) for product in plan.products)
    WorkSite.objects.bulk_create(WorkSite(work=work, site=site) for site in plan.sites)


def touched_by(work: PlannedWork) -> Touched:
    """What the work touches, as the installed base is asked for it."""
    return Touched(
        work.provider_id,
        tuple(work.of_products.order_by("product_id").values_list("product_id", flat=True)),
        tuple(work.of_sites.order_by("site_id").values_list("site_id", flat=True)),
    )


def approvers(provider_id: int) -> QuerySet[Staff]:
    granted = Staff.objects.filter(
        grants__provider_id=provider_id, grants__role__in=APPROVERS, is_active=True
    )
    return granted.order_by("name", "pk")


def require_sound(plan: Plan, *, provider: Provider) -> None:
    """An unknown zone raises; products and sites are this provider's and its customers'."""
    zone_of(plan.zone)
    if not plan.change.strip() or not plan.title.strip():
        raise WorkWordsMissing
    if not plan.products and not plan.sites:
        raise WorkTouchesNothing
    if any(product.provider_id != provider.pk for product in plan.products):
        raise NotThere("product")
    served = set(provider.customerships.values_list("organisation_id", flat=True))
    if any(site.organisation_id not in served for site in plan.sites):
        raise NotThere("site")


def require_state(work: PlannedWork, *states: PlannedWork.State) -> None:
    if work.state not in states:
        raise WorkStandsElsewhere(work.get_state_display().lower())
