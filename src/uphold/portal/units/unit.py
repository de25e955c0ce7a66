"""One unit as its customer sees it: what is recorded, how it stands today by which clause, and its tickets."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.agreements.bridge import compiled
from uphold.agreements.queries import local_day
from uphold.portal.agreements.pages import citation_href
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.portal.units.page import ticket_href
from uphold.products.access import get_unit
from uphold.products.cover import Cover, covered_by
from uphold.products.models import Unit
from uphold.products.queries import replaced_unit
from uphold.products.warranty import terms_of, warranty_by, warranty_of
from uphold.tickets.access import visible_to
from uphold.tickets.models import Ticket
from uphold.ui.components.fact import Fact
from uphold.ui.components.status import Status
from uphold.ui.installed.standing import life_facts, uncovered_words, unsupported_words, warranty_fact
from uphold.ui.installed.wording import KINDS, STATES, day_words, model_words
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of, status_of
from uphold.ui.respond import shown

MOST_TICKETS = 20


@dataclass(frozen=True, slots=True)
class TicketRow:
    number: str
    subject: str
    href: str
    status: Status
    opened: str


@portal_page(need=Permission.UNIT_READ)
def show(request: PageRequest, unit_id: int) -> HttpResponse:
    unit, reader = get_unit(request.actor, unit_id), reader_of(request)
    terms = terms_of(unit, at=reader.now)
    on = local_day(terms.version, reader.now) if terms else reader.now.date()
    end = (
        warranty_by(compiled(terms.version, terms.annexes), unit)
        if terms
        else warranty_of(unit, at=reader.now)
    )
    values = {
        "unit": unit,
        "model": model_words(unit.product, unit.version),
        "unsupported": unsupported_words(unit, on=on),
        "facts": facts_of(unit),
        "standing": [
            *life_facts(unit, on=on),
            warranty_fact(end, on=on, href=citation_href),
            *cover_facts(covered_by(unit, on=on), on=on),
        ],
        "tickets": tickets_about(request, unit),
        "ticket_href": ticket_href(unit),
    }
    return shown(request, "portal/units/unit.html", framed(request, values, current="units"))


def facts_of(unit: Unit) -> list[Fact]:
    before = replaced_unit(unit)
    told = [
        Fact(gettext("What it is"), model_words(unit.product, unit.version)),
        Fact(gettext("Kind"), str(KINDS[unit.kind])),
        Fact(gettext("State"), str(STATES[unit.state])),
        Fact(gettext("Site"), unit.site.name if unit.site else ""),
        linked(gettext("Part of"), unit.deployment),
        Fact(gettext("Shipped"), day_words(unit.shipped_on)),
        Fact(gettext("Purchased"), day_words(unit.purchased_on)),
        linked(gettext("Replaced by"), unit.replaced_by),
        linked(gettext("In place of"), before),
        Fact(gettext("Looked after by"), unit.provider.name),
    ]
    return [fact for fact in told if fact.value]


def linked(label: str, other: Unit | None) -> Fact:
    if other is None:
        return Fact(label)
    return Fact(label, other.name, href=reverse("portal:unit", args=[other.pk]))


def cover_facts(cover: Cover, *, on: date) -> list[Fact]:
    """What the customer pays for; nothing where no contract is in force on the day."""
    if cover.contract is None:
        return [Fact(gettext("Contract"), gettext("none in force on %(day)s") % {"day": day_words(on)})]
    if not cover.is_covered:
        return [Fact(gettext("Contract"), uncovered_words())]
    since = gettext("since %(day)s") % {"day": day_words(cover.contract.starts_on)}
    named = cover.covered_unit.name if cover.covered_unit else ""
    return [Fact(gettext("Contract"), f"{since}, {gettext('as')} {named}" if named else since)]


def tickets_about(request: PageRequest, unit: Unit) -> list[TicketRow]:
    found = visible_to(request.actor).filter(unit=unit).select_related("version")
    rows = found.defer("search", "version__text").order_by("-opened_at", "-pk")[:MOST_TICKETS]
    return [row_of(ticket) for ticket in rows]


def row_of(ticket: Ticket) -> TicketRow:
    return TicketRow(
        number=ticket.number,
        subject=ticket.subject,
        href=reverse("portal:ticket", args=[ticket.number]),
        status=status_of(ticket),
        opened=day_words(ticket.opened_at.date()),
    )
