"""Verbs of sites: the places of a customer."""

from datetime import datetime
from zoneinfo import available_timezones

from uphold.access import Actor, NotThere, Permission
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.access import visible_organisations
from uphold.people.actions.organisation import ZoneUnknown
from uphold.people.models import Organisation
from uphold.products.access import require_for_site
from uphold.products.models import Site
from uphold.products.refusals import NameIsTaken, named
from uphold.products.timeline import record_site, set_fields

LONGEST_NAME = 120


@atomic
def add_site(
    *, actor: Actor, organisation: Organisation, name: str, address: str = "", zone: str = "", at: datetime
) -> Site:
    """`zone` is empty where it is the organisation's."""
    site = Site(
        organisation=organisation,
        name=named(name, longest=LONGEST_NAME),
        address=address.strip(),
        zone=known_zone(zone),
    )
    require_of_ours(actor, site)
    with refused_by("site_once", NameIsTaken(site.name)):
        site.save(force_insert=True)
    record_site(site, "site.added", by=actor, at=at)
    return site


@atomic
def change_site(
    *,
    actor: Actor,
    site: Site,
    name: str,
    address: str = "",
    zone: str = "",
    is_active: bool = True,
    at: datetime,
) -> Site:
    require_of_ours(actor, site)
    locked = Site.objects.select_for_update(of=("self",), no_key=True)
    site = locked.select_related("organisation").get(pk=site.pk)
    said = {
        "name": named(name, longest=LONGEST_NAME),
        "address": address.strip(),
        "zone": known_zone(zone),
        "is_active": is_active,
    }
    changed = set_fields(site, said, hidden=["name", "address"])
    if changed:
        with refused_by("site_once", NameIsTaken(site.name)):
            site.save(update_fields=list(changed))
        record_site(site, "site.changed", by=actor, at=at, detail={"fields": changed})
    return site


def require_of_ours(actor: Actor, site: Site) -> None:
    """The organisation is a customer of a provider for which the actor keeps the installed base."""
    if not visible_organisations(actor).filter(pk=site.organisation_id).exists():
        raise NotThere("organisation")
    require_for_site(actor, site, need=Permission.UNIT_MANAGE)


def known_zone(zone: str) -> str:
    if zone and zone not in available_timezones():
        raise ZoneUnknown(zone)
    return zone
