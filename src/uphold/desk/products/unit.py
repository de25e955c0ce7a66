"""The page of one unit: its days, the verdict about its warranty today, what covers it, its tickets, its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.agreements.bridge import compiled
from uphold.agreements.queries import Terms, local_day
from uphold.desk.agreements.place import address, citation_href
from uphold.desk.door import desk_page
from uphold.desk.products.happened import lines_of
from uphold.desk.products.place import around
from uphold.products.access import get_unit
from uphold.products.cover import Cover, covered_by
from uphold.products.models import Unit
from uphold.products.queries import parts_of, replaced_unit
from uphold.products.warranty import terms_of, warranty_by, warranty_of
from uphold.tickets.access import visible_to
from uphold.tickets.models import Ticket
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Link
from uphold.ui.components.status import Status
from uphold.ui.installed.standing import life_facts, unsupported_words, warranty_fact
from uphold.ui.installed.wording import KINDS, STATES, day_words, model_words
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of, status_of
from uphold.ui.respond import shown

MOST_TICKETS = 20
MOST_PARTS = 200
UTC = ZoneInfo("UTC")
CODES = {
    Unit.State.IN_USE.value: "open",
    Unit.State.SPARE.value: "new",
    Unit.State.RETURNED.value: "waiting",
    Unit.State.REPLACED.value: "closed",
    Unit.State.RETIRED.value: "closed",
}
"""How the component of states draws them."""


@dataclass(frozen=True, slots=True)
class TicketRow:
    number: str
    subject: str
    href: str
    status: Status
    opened: str


@desk_page(need=Permission.UNIT_READ)
def show(request: PageRequest, unit_id: int) -> HttpResponse:
    unit = get_unit(request.actor, unit_id)
    reader = reader_of(request)
    terms = terms_of(unit, at=reader.now)
    on = local_day(terms.version, reader.now) if terms else reader.now.date()
    parts = parts_of(unit)[:MOST_PARTS] if unit.kind == Unit.Kind.DEPLOYMENT else ()
    values = {
        "unit": unit,
        "model": model_words(unit.product, unit.version),
        "status": Status(code=CODES[unit.state], words=str(STATES[unit.state])),
        "unsupported": unsupported_words(unit, on=on),
        "facts": facts_of(unit),
        "standing": standing_of(unit, terms=terms, on=on, reader=reader),
        "tickets": tickets_about(request, unit),
        "parts": [Link(each.name, reverse("desk:unit", args=[each.pk])) for each in parts],
        "lines": lines_of(unit, reader=reader),
        "acts": acts_on(request, unit),
        "open_href": open_href(request, unit),
    }
    return shown(request, "desk/products/unit.html", around(request, values, tab=""))


def facts_of(unit: Unit) -> list[Fact]:
    """What was recorded of it, each with where it leads."""
    before = replaced_unit(unit)
    product_href = reverse("desk:product", args=[unit.product_id])
    told = [
        Fact(gettext("Product"), model_words(unit.product, unit.version), href=product_href),
        Fact(gettext("Kind"), str(KINDS[unit.kind])),
        Fact(gettext("Customer"), unit.organisation.name),
        Fact(gettext("Site"), unit.site.name if unit.site else ""),
        linked(gettext("Deployment"), unit.deployment),
        Fact(gettext("Shipped"), day_words(unit.shipped_on)),
        Fact(gettext("Purchased"), day_words(unit.purchased_on)),
        linked(gettext("Replaced by"), unit.replaced_by),
        linked(gettext("In place of"), before),
    ]
    always = {gettext("Site"), gettext("Shipped"), gettext("Purchased")}
    return [fact for fact in told if fact.value or fact.label in always]


def linked(label: str, other: Unit | None) -> Fact:
    if other is None:
        return Fact(label)
    return Fact(label, other.name, href=reverse("desk:unit", args=[other.pk]))


def standing_of(unit: Unit, *, terms: Terms | None, on: date, reader: Reader) -> list[Fact]:
    """Support, warranty and cover today, by the agreement in force."""
    end = (
        warranty_by(compiled(terms.version, terms.annexes), unit)
        if terms
        else warranty_of(unit, at=reader.now)
    )
    return [
        *life_facts(unit, on=on),
        warranty_fact(end, on=on, href=citation_href),
        cover_fact(covered_by(unit, on=on), href=address(terms.version) if terms else ""),
    ]


def cover_fact(cover: Cover, *, href: str) -> Fact:
    """With the agreement that is in force under it."""
    label = gettext("Covered by")
    if cover.contract is None:
        return Fact(label, gettext("no contract in force"))
    agreement = cover.contract.agreement.slug
    said: Mapping[str, str] = {"agreement": agreement, "since": day_words(cover.contract.starts_on)}
    if cover.covered_unit is not None:
        words = gettext("%(agreement)s, since %(since)s, as %(name)s") % {
            **said,
            "name": cover.covered_unit.name,
        }
    elif cover.is_covered:
        words = gettext("%(agreement)s, since %(since)s") % said
    else:
        words = gettext("not by %(agreement)s, which names other units") % said
    return Fact(label, words, href=href)


def tickets_about(request: PageRequest, unit: Unit) -> list[TicketRow]:
    """The last ones; somebody who reads no tickets sees none."""
    found = visible_to(request.actor).filter(unit=unit).select_related("version")
    rows = found.defer("search", "version__text").order_by("-opened_at", "-pk")[:MOST_TICKETS]
    return [ticket_row(ticket) for ticket in rows]


def ticket_row(ticket: Ticket) -> TicketRow:
    return TicketRow(
        number=ticket.number,
        subject=ticket.subject,
        href=reverse("desk:ticket", args=[ticket.number]),
        status=status_of(ticket),
        opened=day_words(ticket.opened_at.date()),
    )


def acts_on(request: PageRequest, unit: Unit) -> list[Link]:
    if not request.actor.may(Permission.UNIT_MANAGE, provider_id=unit.provider_id):
        return []
    acts = [("unit-change", gettext("Change"), "pencil", "e")]
    if unit.replaced_by is None:
        acts.append(("unit-state", gettext("State"), "circle-dot", "s"))
        acts.append(("unit-replacement", gettext("Replace"), "arrow-right-left", "r"))
    return [
        Link(label, reverse(f"desk:{name}", args=[unit.pk]), icon, key=key) for name, label, icon, key in acts
    ]


def open_href(request: PageRequest, unit: Unit) -> str:
    if not request.actor.may(Permission.TICKET_OPEN_FOR, provider_id=unit.provider_id):
        return ""
    here = reverse("desk:ticket-new-for", args=[unit.provider_id, unit.organisation_id])
    return f"{here}?{urlencode({'unit': unit.name})}"
