"""Asking for a change of services, and taking the wish back while nobody works on it."""

from datetime import date, datetime

from uphold.access import Actor, NotAllowed, NotThere, Permission, require
from uphold.kit.transaction import atomic
from uphold.people.models import Contact, Customership, Organisation, Provider
from uphold.products.models import Product, Unit
from uphold.service_changes.access import lock_change, require_door
from uphold.service_changes.actions.deciding import approve_change
from uphold.service_changes.models import ServiceChange
from uphold.service_changes.refusals import (
    DayIsPast,
    KindUnknown,
    ProductMissing,
    QuantityWrong,
    SaleHasEnded,
    StateDoesNotFit,
    UnitIsGone,
    UnitMissing,
)
from uphold.service_changes.timeline import record
from uphold.standing.access import require_capability

Kind, State = ServiceChange.Kind, ServiceChange.State
MOST = 999


@atomic
def ask_for_change(
    *,
    actor: Actor,
    provider: Provider,
    organisation: Organisation,
    kind: str,
    product: Product | None = None,
    unit: Unit | None = None,
    quantity: int = 1,
    wanted_on: date | None = None,
    words: str = "",
    key: str,
    at: datetime,
) -> ServiceChange:
    """What a manager asks for is approved at once, by himself. The same key twice is one wish."""
    require_customer(actor, provider=provider, organisation=organisation)
    require_capability(organisation_id=organisation.pk, provider_id=provider.pk, at=at)
    require_fitting(provider, organisation, kind=kind, product=product, unit=unit, at=at)
    if not 1 <= quantity <= MOST:
        raise QuantityWrong(MOST)
    if wanted_on is not None and wanted_on < at.date():
        raise DayIsPast(wanted_on)
    change, is_new = ServiceChange.objects.get_or_create(
        key=key,
        defaults={
            "provider": provider,
            "organisation": organisation,
            "kind": kind,
            "product": None if kind == Kind.REMOVE else product,
            "unit": None if kind == Kind.ADD else unit,
            "quantity": quantity,
            "wanted_on": wanted_on,
            "words": words.strip(),
            "asked_by": Contact.objects.get(pk=actor.id or 0),
            "asked_at": at,
        },
    )
    if not is_new:
        require_door(actor, change, need=Permission.SERVICE_CHANGE_ASK)
        return change
    record(change, "asked", by=actor, at=at)
    if actor.may(Permission.SERVICE_CHANGE_APPROVE):
        return approve_change(actor=actor, change=change, at=at)
    return change


@atomic
def withdraw_change(*, actor: Actor, change: ServiceChange, at: datetime) -> ServiceChange:
    """By whoever asked, or the manager. A ticket that was opened for it stays as it is."""
    require_door(actor, change, need=Permission.SERVICE_CHANGE_ASK)
    if change.asked_by_id != actor.id and not actor.may(Permission.SERVICE_CHANGE_APPROVE):
        raise NotAllowed(Permission.SERVICE_CHANGE_APPROVE)
    change = lock_change(change.pk)
    if change.state not in {State.ASKED, State.APPROVED}:
        raise StateDoesNotFit(change.thing, change.state)
    change.state, change.over_at = State.WITHDRAWN, at
    change.save(update_fields=["state", "over_at"])
    record(change, "withdrawn", by=actor, at=at)
    return change


def require_customer(actor: Actor, *, provider: Provider, organisation: Organisation) -> None:
    if not actor.is_contact or actor.organisation_id != organisation.pk:
        raise NotThere("organisation")
    require(actor, Permission.SERVICE_CHANGE_ASK)
    if not Customership.objects.filter(organisation=organisation, provider=provider).exists():
        raise NotThere("provider")


def require_fitting(
    provider: Provider,
    organisation: Organisation,
    *,
    kind: str,
    product: Product | None,
    unit: Unit | None,
    at: datetime,
) -> None:
    if kind not in Kind.values:
        raise KindUnknown(kind)
    if kind == Kind.ADD and product is None:
        raise ProductMissing
    if kind != Kind.ADD:
        require_unit(provider, organisation, unit)
    if product is not None and kind != Kind.REMOVE:
        require_on_sale(provider, product, at=at)


def require_unit(provider: Provider, organisation: Organisation, unit: Unit | None) -> None:
    if unit is None:
        raise UnitMissing
    if (unit.provider_id, unit.organisation_id) != (provider.pk, organisation.pk):
        raise NotThere("unit")
    if unit.kind == Unit.Kind.SERIAL:
        raise UnitMissing
    if unit.state not in {Unit.State.IN_USE, Unit.State.SPARE}:
        raise UnitIsGone(unit.name)


def require_on_sale(provider: Provider, product: Product, *, at: datetime) -> None:
    """The last day of sale still counts."""
    if product.provider_id != provider.pk or not product.is_active:
        raise NotThere("product")
    if product.sale_ends_on is not None and product.sale_ends_on < at.date():
        raise SaleHasEnded(product.name, product.sale_ends_on)
