"""Status pages: what runs, what failed, what is planned, and 90 days back; the public one names no customer."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.http import HttpResponse
from django.template.loader import get_template
from django.utils.text import slugify
from django.utils.translation import gettext

from uphold.access import NotThere, Permission
from uphold.kit import now
from uphold.maintenance.models import Outage, PlannedWork
from uphold.maintenance.queries import StatusSheet, own_status, public_status
from uphold.notices.maintenance_words import instant_words, window_words
from uphold.people.models import Provider
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui.page import PUBLIC, PageRequest, page
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown

CACHED_SECONDS = 30
UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Component:
    """A product as a line of the page."""

    name: str
    words: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Item:
    """An outage or planned work, in words."""

    title: str
    when: str
    products: str
    words: tuple[tuple[str, str], ...]


@page(need=PUBLIC)
def public(_request: PageRequest, slug: str) -> HttpResponse:
    """Alike for everybody, so it is made anew only every half minute."""
    text = cache.get_or_set(f"status:{slug}", lambda: public_text(slug), CACHED_SECONDS) or public_text(slug)
    response = HttpResponse(text)
    response["Cache-Control"] = f"public, max-age={CACHED_SECONDS}"
    return response


@portal_page(need=Permission.MAINTENANCE_READ)
def own(request: PageRequest) -> HttpResponse:
    reader = reader_of(request)
    values = values_of(own_status(request.actor, at=reader.now), zone=reader.zone or UTC)
    return shown(request, "portal/status/own.html", framed(request, values, current="status"))


def public_text(slug: str) -> str:
    provider = provider_of(slug)
    values = values_of(public_status(provider, at=now()), zone=UTC)
    text = get_template("portal/status/public.html", using="jinja2").render(
        {**values, "provider": provider.name}
    )
    return str(text)


def provider_of(slug: str) -> Provider:
    """By its name as an address writes it."""
    for provider in Provider.objects.filter(is_active=True).order_by("pk"):
        if slugify(provider.name) == slug:
            return provider
    raise NotThere("provider")


def values_of(sheet: StatusSheet, *, zone: ZoneInfo) -> dict[str, object]:
    return {
        "components": [component_of(product.pk, product.name, sheet) for product in sheet.products],
        "outages": [outage_item(each, zone=zone) for each in sheet.outages],
        "under_way": [work_item(each) for each in sheet.under_way],
        "ahead": [work_item(each) for each in sheet.ahead],
        "past": [
            *(outage_item(each, zone=zone) for each in sheet.past_outages),
            *(work_item(each) for each in sheet.past_works),
        ],
        "told_at": instant_words(now(), zone=zone),
    }


def component_of(product_id: int, name: str, sheet: StatusSheet) -> Component:
    if touches(product_id, sheet.outages):
        return Component(name, gettext("outage"), "circle-alert", "missed")
    if touches(product_id, sheet.under_way):
        return Component(name, gettext("under maintenance"), "wrench", "soon")
    return Component(name, gettext("runs"), "circle-check", "met")


def touches(product_id: int, items: Iterable[Outage] | Iterable[PlannedWork]) -> bool:
    return any(product.pk == product_id for item in items for product in item.products.all())


def outage_item(outage: Outage, *, zone: ZoneInfo) -> Item:
    when = gettext("since %(since)s") % {"since": instant_words(outage.since_at, zone=zone)}
    if outage.ended_at is not None:
        when = window_words(outage.since_at, outage.ended_at, zone=zone)
    words = tuple((update.words, instant_words(update.at, zone=zone)) for update in outage.updates.all())
    return Item(outage.title, when, names_of(outage), words)


def work_item(work: PlannedWork) -> Item:
    when = window_words(work.starts_at, work.ends_at, zone=ZoneInfo(work.zone))
    return Item(work.title, when, names_of(work), ((work.words, ""),) if work.words else ())


def names_of(item: Outage | PlannedWork) -> str:
    return ", ".join(product.name for product in item.products.all())
