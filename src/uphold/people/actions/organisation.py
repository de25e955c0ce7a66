"""Verbs of organisations."""

from datetime import datetime
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.journal.write import write
from uphold.kit import INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.people.access import require_for_organisation
from uphold.people.actions.refusals import named
from uphold.people.models import Customership, Organisation, Provider


class ZoneUnknown(Refused):
    code, kind, text = (
        "zone_unknown",
        INVALID,
        gettext_lazy("{0} is no time zone; write one like Europe/Vienna."),
    )


@atomic
def add_organisation(
    *, actor: Actor, provider: Provider, name: str, zone: str = "", at: datetime
) -> Organisation:
    require(actor, Permission.ORGANISATION_MANAGE, provider_id=provider.pk)
    organisation = Organisation.objects.create(name=named(name), zone=known_zone(zone))
    Customership.objects.create(organisation=organisation, provider=provider)
    write(
        "organisation.added",
        about=organisation,
        by=actor,
        at=at,
        detail={"provider": provider.pk},
        organisation_id=organisation.pk,
    )
    return organisation


@atomic
def add_customership(
    *, actor: Actor, organisation: Organisation, provider: Provider, at: datetime
) -> Customership:
    """The organisation becomes a customer of one more provider."""
    require_for_organisation(actor, organisation, need=Permission.ORGANISATION_MANAGE)
    require(actor, Permission.ORGANISATION_MANAGE, provider_id=provider.pk)
    customership, is_new = Customership.objects.get_or_create(organisation=organisation, provider=provider)
    if is_new:
        detail = {"provider": provider.pk}
        record("organisation.served", organisation, by=actor, at=at, detail=detail)
    return customership


@atomic
def change_organisation(
    *, actor: Actor, organisation: Organisation, name: str, zone: str = "", at: datetime
) -> Organisation:
    require_for_organisation(actor, organisation, need=Permission.ORGANISATION_MANAGE)
    organisation.name, organisation.zone = named(name), known_zone(zone)
    organisation.save(update_fields=["name", "zone"])
    record("organisation.changed", organisation, by=actor, at=at)
    return organisation


@atomic
def deactivate_organisation(*, actor: Actor, organisation: Organisation, at: datetime) -> Organisation:
    """Its contacts can no longer sign in; its tickets stay."""
    require_for_organisation(actor, organisation, need=Permission.ORGANISATION_MANAGE)
    organisation.is_active = False
    organisation.save(update_fields=["is_active"])
    record("organisation.deactivated", organisation, by=actor, at=at)
    return organisation


@atomic
def reactivate_organisation(*, actor: Actor, organisation: Organisation, at: datetime) -> Organisation:
    require_for_organisation(actor, organisation, need=Permission.ORGANISATION_MANAGE)
    organisation.is_active = True
    organisation.save(update_fields=["is_active"])
    record("organisation.reactivated", organisation, by=actor, at=at)
    return organisation


def known_zone(zone: str) -> str:
    if zone and zone not in available_timezones():
        raise ZoneUnknown(zone)
    return zone


def record(
    kind: str, organisation: Organisation, *, by: Actor, at: datetime, detail: dict[str, int] | None = None
) -> None:
    write(kind, about=organisation, by=by, at=at, detail=detail, organisation_id=organisation.pk)
