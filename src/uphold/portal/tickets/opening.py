"""Opening a ticket: choose, read what would be promised, send."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import NotThere, Permission
from uphold.agreements.bridge import compiled
from uphold.agreements.queries import terms_in_force
from uphold.kit.clock import now
from uphold.people.access import get_organisation, visible_providers
from uphold.people.models import Organisation, Provider
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.case import Case
from uphold.portal.agreements.pages import citation_href
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.portal.tickets.form import TicketForm, with_helps
from uphold.tickets.actions import open_ticket
from uphold.tickets.bridge import facts_of
from uphold.tickets.naming import names_of
from uphold.ui.components.field import Field, fields
from uphold.ui.decided.clause import clause_of_ruling
from uphold.ui.decided.outcome import admission_words
from uphold.ui.decided.target import target_of
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown

PORTAL = "Ticket system"
"""The channel of a ticket that was opened here, where the agreement has it."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Where a ticket is opened: with whom, for whom, under which agreement."""

    provider: Provider
    organisation: Organisation
    agreement: Agreement

    @property
    def channel(self) -> str:
        channels = names_of(self.agreement, "channel")
        return PORTAL if PORTAL in channels or not channels else channels[0]


@portal_page(need=Permission.TICKET_OPEN)
def new(request: PageRequest) -> HttpResponse:
    counter = counter_of(request)
    return form_page(request, TicketForm(agreement=counter.agreement), counter=counter)


@portal_page(need=Permission.TICKET_OPEN, methods=["POST"])
def create(request: PageRequest) -> HttpResponse:
    counter = counter_of(request)
    form = TicketForm(request.POST, agreement=counter.agreement)
    if not form.is_valid():
        return form_page(request, form, counter=counter, status=422)
    ticket = open_ticket(
        actor=request.actor,
        provider=counter.provider,
        organisation=counter.organisation,
        subject=form.cleaned_data["subject"],
        body=form.cleaned_data["body"],
        channel=counter.channel,
        request=form.cleaned_data.get("request", ""),
        impact=form.cleaned_data.get("impact", ""),
        facts=form.facts,
        evidence=form.evidence_named,
        at=now(),
    )
    return HttpResponseRedirect(reverse("portal:ticket", args=[ticket.number]))


@portal_page(need=Permission.TICKET_OPEN)
def preview(request: PageRequest) -> HttpResponse:
    """What would be promised for the choices so far, as they are made."""
    counter = counter_of(request)
    form = TicketForm(request.GET, agreement=counter.agreement)
    form.is_valid()
    values = {"foreseen": foreseen(request, form, counter=counter, at=now())}
    return shown(
        request, "portal/tickets/preview.html#preview", framed(request, values, current="ticket-new")
    )


def counter_of(request: PageRequest) -> Counter:
    """The provider asked for, or the first whose customer the organisation is and whose agreement is in force."""
    actor = request.actor
    organisation = get_organisation(actor, actor.organisation_id or 0, need=Permission.TICKET_OPEN)
    asked = request.POST.get("provider") or request.GET.get("provider", "")
    for provider in visible_providers(actor).order_by("name", "pk"):
        if asked and asked != str(provider.pk):
            continue
        terms = terms_in_force(organisation_id=organisation.pk, provider_id=provider.pk, at=now())
        if terms is not None:
            return Counter(provider, organisation, compiled(terms.version, terms.annexes))
    raise NotThere("agreement")


def form_page(request: PageRequest, form: TicketForm, *, counter: Counter, status: int = 200) -> HttpResponse:
    values = {
        "fields": fields_of(form),
        "counter": counter,
        "providers": list(visible_providers(request.actor).order_by("name")),
        "foreseen": None,
    }
    return shown(
        request, "portal/tickets/new.html", framed(request, values, current="ticket-new"), status=status
    )


def fields_of(form: TicketForm) -> list[Field]:
    """The fields with the agreement's words beside each choice."""
    return [
        replace(field, choices=with_helps(field.choices, form.helps.get(field.name, {})))
        for field in fields(form)
    ]


def foreseen(request: PageRequest, form: TicketForm, *, counter: Counter, at: datetime) -> Mapping[str, Any]:
    chosen = {name: form.cleaned_data.get(name) for name in ("request", "impact")}
    facts = {name: value for name, value in chosen.items() if value} | {"channel": counter.channel}
    case = Case(
        opened_at=at,
        at=at,
        facts=facts_of(facts),
        evidence=tuple(form.cleaned_data.get("evidence", ())) if "evidence" in form.fields else None,
        zone=counter.organisation.zone or None,
    )
    said = answer(counter.agreement, case)
    reader, zone = reader_of(request), ZoneInfo(counter.agreement.timezone)
    admission = said.admission[0] if said.admission else None
    return {
        "priority": said.priority.value or gettext("not said"),
        "priority_clause": clause_of_ruling(said.priority.ruling, href=citation_href),
        "admission": admission_words(admission, zone=reader.zone_beside(zone)) if admission else "",
        "admission_clause": clause_of_ruling(admission.ruling, href=citation_href) if admission else None,
        "targets": [
            target_of(
                target,
                now=at,
                zone=reader.zone_beside(zone),
                agreement_zone=zone,
                href=citation_href,
            )
            for target in said.targets
        ],
    }
