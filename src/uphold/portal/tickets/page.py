"""The page of one ticket: the conversation, what is promised by when, what it costs, and what one can do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import NotThere, Permission
from uphold.policy.scenario.answer import Ruling, TargetAnswer
from uphold.portal.agreements.pages import citation_href
from uphold.portal.appointments.panel import panel_of as appointments_of
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.portal.returns.page import panel_of as hardware_of
from uphold.portal.tickets.admission import admission_of
from uphold.portal.tickets.bugs import known_bugs
from uphold.portal.tickets.consenting import consent_asked
from uphold.portal.tickets.faults import files_of
from uphold.portal.tickets.history import history_of
from uphold.portal.tickets.path import path_of_ticket
from uphold.portal.tickets.sheet import Sheet, sheet_of
from uphold.tickets.models import Message as StoredMessage
from uphold.tickets.models import Ticket
from uphold.ui.attached import limit_words, links_of
from uphold.ui.components.clause import Clause
from uphold.ui.components.costline import CostLine
from uphold.ui.components.fact import Fact
from uphold.ui.components.message import Message, MessageKind
from uphold.ui.components.person import Person
from uphold.ui.components.ribbon import RibbonSize
from uphold.ui.components.target import Target
from uphold.ui.decided.clause import clause_of, clause_of_ruling
from uphold.ui.decided.outcome import charge_words
from uphold.ui.decided.possible import dearest, possible_words
from uphold.ui.decided.target import ribbon_of, target_of
from uphold.ui.decided.turns import turns_of
from uphold.ui.page import PageRequest
from uphold.ui.reader import person_of_contact, person_of_staff, priority_of, status_of, waiting_words
from uphold.ui.respond import shown


@dataclass(frozen=True, slots=True)
class Offer:
    """What the customer may choose, at which price, by which row."""

    answer: str
    subject: str
    charge: str
    clause: Clause


@portal_page(need=Permission.TICKET_READ)
def show(request: PageRequest, number: str) -> HttpResponse:
    sheet = sheet_of(request, number)
    return shown(request, "portal/tickets/show.html#ticket", values_of(request, sheet))


@portal_page(need=Permission.TICKET_READ)
def why(request: PageRequest, number: str, metric: str, cycle: int) -> HttpResponse:
    sheet = sheet_of(request, number)
    target = next(
        (
            each
            for each in sheet.answer.targets
            if each.metric == metric.replace("-", " ") and each.cycle == cycle
        ),
        None,
    )
    if target is None:
        raise NotThere("promise")
    values = {
        "ticket": sheet.ticket,
        "target": replace(panel_of(target, sheet=sheet), why_href="", ribbon=None),
        "ribbon": ribbon_of(target, now=sheet.reader.now, zone=sheet.reading_zone, size=RibbonSize.WHY),
        "clause": clause_of_ruling(target.ruling, href=citation_href),
        "passed": [(passed.rule.label, passed.fact) for passed in target.ruling.passed],
    }
    return shown(request, "portal/tickets/why.html", framed(request, values, current="tickets"))


def values_of(request: PageRequest, sheet: Sheet) -> dict[str, Any]:
    ticket, cost, files = sheet.ticket, cost_of(sheet), files_of(sheet)
    appointments = appointments_of(request.actor, ticket, entries=sheet.entries, reader=sheet.reader)
    values: Mapping[str, Any] = {
        "ticket": ticket,
        "status": status_of(ticket),
        "messages": [message_of(message, sheet=sheet) for message in sheet.messages],
        "history": history_of(sheet),
        "targets": [panel_of(target, sheet=sheet) for target in sheet.answer.targets],
        "turns": turns_of_sheet(sheet),
        "facts": facts_of(sheet),
        "cost": cost,
        "foot": replace(cost, otherwise="") if files else cost,
        "admission": admission_of(sheet.admission, zone=sheet.reading_zone),
        "missing": sheet.missing,
        "path": path_of_ticket(sheet, actor=request.actor),
        "escalation_mistake": "",
        "escalation_draft": "",
        "draft": "",
        "mistakes": (),
        "options": offers_of(sheet),
        "consent": None if appointments.needs_yes else consent_asked(sheet),
        "faults": files,
        "fault_mistake": "",
        "fault_draft": "",
        "bugs": known_bugs(ticket),
        "appointments": appointments,
        "hardware": hardware_of(request.actor, ticket, reader=sheet.reader),
        "file_limit": limit_words(),
    }
    return framed(request, values, current="tickets", topics=[f"ticket:{ticket.number}"])


def turns_of_sheet(sheet: Sheet) -> list[Fact]:
    """Nothing for a ticket of another system, whose log does not tell it."""
    if sheet.ticket.is_history:
        return []
    return turns_of(sheet.duties, zone=sheet.reading_zone, now=sheet.reader.now, is_customer=True)


def offers_of(sheet: Sheet) -> list[Offer]:
    """What the agreement leaves to the customer at the last admission."""
    options = sheet.admission.ruling.options if sheet.admission else ()
    return [
        Offer(
            answer=option.answer,
            subject=option.subject or "",
            charge=option.charge or "",
            clause=clause_of(option.citation, href=citation_href),
        )
        for option in options
        if option.by == "customer" and not option.is_taken
    ]


def panel_of(target: TargetAnswer, *, sheet: Sheet) -> Target:
    address = [sheet.ticket.number, target.metric.replace(" ", "-"), target.cycle]
    return target_of(
        target,
        now=sheet.reader.now,
        zone=sheet.reading_zone,
        agreement_zone=sheet.zone,
        href=citation_href,
        waiting_for=waiting_words(sheet.ticket.waiting_for),
        why_href=reverse("portal:ticket-why", args=address) if target.state != "none" else "",
    )


def message_of(message: StoredMessage, *, sheet: Sheet) -> Message:
    if message.staff:
        author = person_of_staff(message.staff)
    elif message.contact:
        author = person_of_contact(message.contact)
    else:
        author = Person(name=sheet.ticket.provider.name, is_agent=True)
    return Message(
        id=str(message.pk),
        kind=MessageKind.CUSTOMER if message.contact else MessageKind.DESK,
        author=author,
        at=sheet.reader.when(message.at, sheet.zone),
        body=message.body,
        files=links_of(
            message.attachments.all(),
            href=lambda key: reverse("portal:ticket-file", args=[sheet.ticket.number, key]),
        ),
    )


def unit_href(ticket: Ticket) -> str:
    """Its page, where it is of the installed base and not only named by the contract."""
    return reverse("portal:unit", args=[ticket.unit_id]) if ticket.unit_id else ""


def facts_of(sheet: Sheet) -> list[Fact]:
    ticket = sheet.ticket
    priority = priority_of(ticket)
    agreement = reverse("portal:agreement", args=[ticket.version.agreement.slug, ticket.version.version])
    priority_clause = clause_of_ruling(sheet.answer.priority.ruling, href=citation_href)
    return [
        Fact(gettext("Priority"), priority.name if priority else gettext("not said"), clause=priority_clause),
        *([Fact(gettext("About"), ticket.request)] if ticket.request else []),
        *([Fact(gettext("Impact"), ticket.impact)] if ticket.impact else []),
        *([Fact(gettext("Unit"), ticket.unit_name, href=unit_href(ticket))] if ticket.unit_name else []),
        Fact(gettext("Opened"), sheet.reader.when(ticket.opened_at, sheet.zone).full),
        Fact(gettext("By"), ticket.opened_by.name if ticket.opened_by else ticket.provider.name),
        Fact(
            gettext("Agreement"),
            gettext("%(title)s, version %(version)s")
            % {"title": ticket.version.title, "version": ticket.version.version},
            href=agreement,
        ),
    ]


def cost_of(sheet: Sheet) -> CostLine:
    charge = sheet.answer.charge
    ruling = charge.ruling
    return CostLine(
        words=gettext("Charge so far: %(charge)s") % {"charge": charge_words(charge)},
        clause=charge_clause(ruling),
        otherwise=possible_words(ruling.possibilities, currency=charge.currency),
        is_free=not charge.amount and charge.state != "pending",
    )


def charge_clause(ruling: Ruling) -> Clause | None:
    """While it is open, the row that would cost something."""
    cited = dearest(ruling.possibilities) if ruling.possibilities else None
    return clause_of(cited, href=citation_href) if cited else clause_of_ruling(ruling, href=citation_href)
