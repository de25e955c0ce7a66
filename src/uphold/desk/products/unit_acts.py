"""Acts on units: added, changed, put, replaced; and the sites where they stand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, NotThere, Permission
from uphold.desk.door import desk_page
from uphold.desk.products.place import Asking, answered
from uphold.desk.products.unit_forms import (
    RETIRED,
    NewUnitForm,
    ReplacementForm,
    SiteForm,
    StateForm,
    UnitForm,
)
from uphold.kit import INVALID, Refused, now
from uphold.kit.transaction import atomic
from uphold.people.models import Organisation
from uphold.products.access import get_site, get_unit
from uphold.products.actions import (
    add_site,
    add_unit,
    change_site,
    change_unit,
    move_unit,
    put_unit,
    replace_unit,
    retire_unit,
)
from uphold.products.models import Site, Unit
from uphold.ui.page import PageRequest


class NoneOfThisName(Refused):
    code, kind, text = (
        "none_of_this_name",
        INVALID,
        gettext_lazy("The installed base of this customer has no such unit named {0}; add it first."),
    )


BOTH = ("GET", "POST")
MANAGE = Permission.UNIT_MANAGE
DETAILS = ("product", "version", "deployment", "shipped_on", "purchased_on", "warranty_ends_on")


@desk_page(need=MANAGE, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    form = NewUnitForm(
        request.POST or None, actor=request.actor, initial={"customer": request.GET.get("customer", "")}
    )
    asking = Asking(
        title=gettext("New unit"),
        button=gettext("Add it"),
        back=reverse("desk:units"),
        back_words=gettext("Installed base"),
        said=gettext("The unit is in the installed base."),
    )
    return answered(
        request,
        form,
        asking,
        perform=lambda said: added(request.actor, form, said, at=now()),
        to=address_of,
    )


@atomic
def added(actor: Actor, form: NewUnitForm, said: Mapping[str, Any], *, at: datetime) -> Unit:
    provider, organisation = form.provider, form.organisation
    if provider is None or organisation is None:
        raise NotThere("organisation")
    return add_unit(
        actor=actor,
        provider=provider,
        organisation=organisation,
        kind=said["kind"],
        name=said["name"],
        site=site_for(actor, said, organisation=organisation, at=at),
        at=at,
        **{name: said[name] for name in DETAILS},
    )


@desk_page(need=MANAGE, methods=BOTH)
def change(request: PageRequest, unit_id: int) -> HttpResponse:
    unit = get_unit(request.actor, unit_id, need=MANAGE)
    form = UnitForm(request.POST or None, actor=request.actor, unit=unit, initial=initial_of(unit))
    return answered(
        request,
        form,
        asking_about(unit, gettext("Change %(name)s"), button=gettext("Save"), said=gettext("Saved.")),
        perform=lambda said: follow(request.actor, unit, said, at=now()),
    )


@atomic
def follow(actor: Actor, unit: Unit, said: Mapping[str, Any], *, at: datetime) -> Unit:
    """By two verbs: a unit that moves is told apart from one that was recorded wrongly."""
    site = site_for(actor, said, organisation=unit.organisation, at=at)
    unit = change_unit(actor=actor, unit=unit, at=at, **{name: said[name] for name in DETAILS})
    is_moved = (site.pk if site else None) != unit.site_id
    return move_unit(actor=actor, unit=unit, site=site, at=at) if is_moved else unit


def site_for(
    actor: Actor, said: Mapping[str, Any], *, organisation: Organisation, at: datetime
) -> Site | None:
    """The site that a form names; one that is new comes in."""
    site: Site | None = said["site"]
    if site is None and said["site_name"]:
        return add_site(actor=actor, organisation=organisation, name=said["site_name"], at=at)
    return site


@desk_page(need=MANAGE, methods=BOTH)
def put(request: PageRequest, unit_id: int) -> HttpResponse:
    unit = get_unit(request.actor, unit_id, need=MANAGE)

    def perform(said: Mapping[str, Any]) -> Unit:
        if said["state"] == RETIRED:
            return retire_unit(actor=request.actor, unit=unit, at=now())
        return put_unit(actor=request.actor, unit=unit, state=said["state"], at=now())

    asking = asking_about(
        unit, gettext("Where is %(name)s?"), button=gettext("Note it"), said=gettext("Its state is noted.")
    )
    return answered(request, StateForm(request.POST or None, unit=unit), asking, perform=perform)


@desk_page(need=MANAGE, methods=BOTH)
def replace(request: PageRequest, unit_id: int) -> HttpResponse:
    unit = get_unit(request.actor, unit_id, need=MANAGE)
    form = ReplacementForm(request.POST or None)

    def perform(said: Mapping[str, Any]) -> Unit:
        same = Unit.objects.filter(
            provider=unit.provider, organisation=unit.organisation, name=said["by"].strip()
        )
        by = same.filter(kind=unit.kind).first()
        if by is None:
            raise NoneOfThisName(said["by"])
        return replace_unit(unit, by=by, actor=request.actor, at=now())

    asking = asking_about(
        unit,
        gettext("What took the place of %(name)s?"),
        button=gettext("Note it"),
        said=gettext("The replacement is noted; it has the rest of the warranty."),
    )
    return answered(request, form, asking, perform=perform)


@desk_page(need=MANAGE, methods=BOTH)
def site(request: PageRequest, site_id: int) -> HttpResponse:
    place = get_site(request.actor, site_id, need=MANAGE)
    initial = {name: getattr(place, name) for name in ("name", "address", "zone", "is_active")}
    asking = Asking(
        title=gettext("Site %(name)s of %(customer)s")
        % {"name": place.name, "customer": place.organisation.name},
        button=gettext("Save"),
        back=f"{reverse('desk:units')}?customer={place.organisation_id}&site={place.pk}",
        back_words=gettext("What stands there"),
        said=gettext("Saved."),
    )
    return answered(
        request,
        SiteForm(request.POST or None, initial=initial),
        asking,
        perform=lambda said: change_site(actor=request.actor, site=place, at=now(), **said),
    )


def initial_of(unit: Unit) -> dict[str, Any]:
    return {
        "product": str(unit.product_id),
        "version": unit.version.name if unit.version else "",
        "site": unit.site.name if unit.site else "",
        "deployment": unit.deployment.name if unit.deployment else "",
        **{name: getattr(unit, name) for name in ("shipped_on", "purchased_on", "warranty_ends_on")},
    }


def asking_about(unit: Unit, title: str, *, button: str, said: str) -> Asking:
    return Asking(
        title=title % {"name": unit.name},
        button=button,
        back=address_of(unit),
        back_words=unit.name,
        said=said,
    )


def address_of(unit: Unit) -> str:
    return reverse("desk:unit", args=[unit.pk])
