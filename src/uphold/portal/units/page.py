"""What stands at the customer, with the ends of warranty and support; a ticket about it begins here."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.kit import now
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.products.models import Unit
from uphold.products.queries import UnitFilters, UnitPage, unit_list
from uphold.products.warranty import is_supported, support_ends_on
from uphold.ui.components.field import Choice, Field
from uphold.ui.components.navigation import Pager
from uphold.ui.installed.wording import KINDS, day_words, model_words
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as a row; `..._over` says that it has ended."""

    name: str
    href: str
    kind: str
    model: str
    site: str
    warranty: str
    is_warranty_over: bool
    support: str
    is_support_over: bool
    ticket_href: str


@portal_page(need=Permission.UNIT_READ)
def show(request: PageRequest) -> HttpResponse:
    on, after = now().date(), request.GET.get("after")
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS]
    is_gone = request.GET.get("state") == "gone"
    filters = UnitFilters(on=on, words=words, state="gone" if is_gone else "standing")
    found = unit_list(request.actor, filters=filters, after=after)
    values = {
        "words": words,
        "is_gone": is_gone,
        "fields": fields_of(words, is_gone=is_gone),
        "rows": [row_of(unit, on=on) for unit in found.units],
        "pager": pager_of(found, words=words, is_gone=is_gone, is_first=not after),
    }
    return shown(request, "portal/units/index.html", framed(request, values, current="units"))


def fields_of(words: str, *, is_gone: bool) -> list[Field]:
    choices = (
        Choice("", gettext("what stands there"), is_chosen=not is_gone),
        Choice("gone", gettext("returned, replaced or retired"), is_chosen=is_gone),
    )
    return [
        Field(
            name="q", label=gettext("Serial number, product or site"), kind="search", value=words, id="find"
        ),
        Field(name="state", label=gettext("Show"), kind="select", choices=choices, id="show"),
    ]


def row_of(unit: Unit, *, on: date) -> UnitRow:
    until, supported_until = unit.under_warranty_until, support_ends_on(unit)
    return UnitRow(
        name=unit.name,
        href=reverse("portal:unit", args=[unit.pk]),
        kind="" if unit.kind == Unit.Kind.SERIAL else str(KINDS[unit.kind]),
        model=model_words(unit.product, unit.version),
        site=unit.site.name if unit.site else "",
        warranty=day_words(until),
        is_warranty_over=until is not None and until < on,
        support=day_words(supported_until),
        is_support_over=not is_supported(unit, on=on),
        ticket_href=ticket_href(unit),
    )


def ticket_href(unit: Unit) -> str:
    """Where a ticket about it is opened."""
    query = urlencode({"provider": unit.provider_id, "unit": unit.name})
    return f"{reverse('portal:ticket-new')}?{query}"


def pager_of(found: UnitPage, *, words: str, is_gone: bool, is_first: bool) -> Pager | None:
    if is_first and found.next_key is None:
        return None
    said = {"q": words, "state": "gone" if is_gone else ""}
    here, asked = reverse("portal:units"), {name: value for name, value in said.items() if value}
    return Pager(
        previous_href="" if is_first else f"{here}?{urlencode(asked)}",
        next_href=f"{here}?{urlencode({**asked, 'after': found.next_key})}" if found.next_key else "",
    )
