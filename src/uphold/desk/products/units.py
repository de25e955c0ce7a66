"""The installed base: what stands where, under which warranty, supported until when."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.products.filters import Asked, asked_of, filter_fields
from uphold.desk.products.place import around
from uphold.kit import now
from uphold.products.models import Unit
from uphold.products.queries import UnitPage, unit_list
from uphold.products.warranty import is_supported, support_ends_on
from uphold.ui.components.navigation import Pager
from uphold.ui.installed.wording import KINDS, STATES, day_words, model_words
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as a row; `is_over` says that support, or warranty, has ended."""

    name: str
    href: str
    kind: str
    model: str
    customer: str
    site: str
    state: str
    support: str
    is_support_over: bool
    warranty: str
    is_warranty_over: bool


@desk_page(need=Permission.UNIT_READ)
def index(request: PageRequest) -> HttpResponse:
    asked, on = asked_of(request), now().date()
    after = request.GET.get("after")
    found = unit_list(request.actor, filters=asked.filters(on=on), after=after)
    values = {
        "asked": asked,
        "fields": filter_fields(request.actor, asked),
        "rows": [row_of(unit, on=on) for unit in found.units],
        "pager": pager_of(found, asked=asked, is_first=not after),
        "may_manage": request.actor.may(Permission.UNIT_MANAGE),
    }
    return shown(request, "desk/products/units.html", around(request, values, tab="units"))


def row_of(unit: Unit, *, on: date) -> UnitRow:
    until, supported_until = unit.under_warranty_until, support_ends_on(unit)
    return UnitRow(
        name=unit.name,
        href=reverse("desk:unit", args=[unit.pk]),
        kind="" if unit.kind == Unit.Kind.SERIAL else str(KINDS[unit.kind]),
        model=model_words(unit.product, unit.version),
        customer=unit.organisation.name,
        site=unit.site.name if unit.site else "",
        state=str(STATES[unit.state]),
        support=day_words(supported_until),
        is_support_over=not is_supported(unit, on=on),
        warranty=day_words(until),
        is_warranty_over=until is not None and until < on,
    )


def pager_of(found: UnitPage, *, asked: Asked, is_first: bool) -> Pager | None:
    if is_first and found.next_key is None:
        return None
    return Pager(
        previous_href="" if is_first else asked.href(),
        next_href=asked.href(after=found.next_key) if found.next_key else "",
    )
