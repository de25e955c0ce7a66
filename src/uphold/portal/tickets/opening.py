"""Opening a ticket: choose, read what would be promised, send."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.kit.clock import now
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.case import Case
from uphold.portal.agreements.pages import citation_href
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.portal.tickets.admission import admission_of
from uphold.portal.tickets.counter import Counter, chosen, counters_of, place_at
from uphold.portal.tickets.form import TicketForm
from uphold.portal.tickets.gate import closed_fact, require_open, resting_fact
from uphold.problems.known_errors import errors_of_unit
from uphold.standing.bridge import NOTHING
from uphold.standing.queries import behind_many
from uphold.tickets.actions import open_ticket
from uphold.tickets.bridge import facts_of
from uphold.tickets.units import brought_along, unit_named
from uphold.ui.attached import brought, limit_words
from uphold.ui.components.fact import Fact
from uphold.ui.components.field import fields
from uphold.ui.decided.clause import clause_of_ruling
from uphold.ui.decided.target import target_of
from uphold.ui.installed.choices import opened_words, unit_field
from uphold.ui.installed.foreseen import unit_facts
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import changed, shown


@portal_page(need=Permission.TICKET_OPEN)
def new(request: PageRequest) -> HttpResponse:
    counters = counters_of(request.actor)
    if not counters:
        return shown(request, "portal/tickets/closed.html", framed(request, {}, current="ticket-new"))
    counter = chosen(counters, request.GET.get("provider", ""))
    asked = {"unit": request.GET.get("unit", "")}
    form = TicketForm(agreement=counter.agreement, unit=field_of(counter), initial=asked)
    return form_page(request, form, counter=counter, counters=counters)


@portal_page(need=Permission.TICKET_OPEN, methods=["POST"])
def create(request: PageRequest) -> HttpResponse:
    counters = counters_of(request.actor)
    counter = chosen(counters, request.POST.get("provider", ""))
    form = TicketForm(request.POST, agreement=counter.agreement, unit=field_of(counter))
    if not form.is_valid():
        return form_page(request, form, counter=counter, counters=counters)
    at = now()
    require_open(counter, form.cleaned_data.get("request", ""), at=at)
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
        unit=form.cleaned_data.get("unit", ""),
        files=brought(request),
        at=at,
    )
    here = reverse("portal:ticket", args=[ticket.number])
    return changed(request, "", {}, to=here, said=opened_words(ticket))


@portal_page(need=Permission.TICKET_OPEN)
def preview(request: PageRequest) -> HttpResponse:
    """What would be promised for the choices so far, as they are made."""
    counter = chosen(counters_of(request.actor), request.GET.get("provider", ""))
    form = TicketForm(request.GET, agreement=counter.agreement, unit=field_of(counter))
    values = {
        "foreseen": foreseen(request, form, counter=counter, at=now()),
        "unit_told": told_of_unit(form, counter=counter),
    }
    return shown(
        request, "portal/tickets/preview.html#preview", framed(request, values, current="ticket-new")
    )


def field_of(counter: Counter) -> forms.Field | None:
    """What asks for one of the customer's units."""
    return unit_field(
        place_at(counter),
        label=gettext_lazy("Which of your units is it about?"),
        none=gettext_lazy("None of them, or I do not know"),
    )


def told_of_unit(form: TicketForm, *, counter: Counter) -> Sequence[Fact]:
    """How the chosen unit stands, also before anything else is chosen."""
    place = place_at(counter)
    named = unit_named(place, key) if (key := unit_in(form)) else None
    known = errors_of_unit(named.unit) if named and named.unit else []
    return [
        *unit_facts(counter.agreement, named, place=place, href=citation_href),
        *(
            Fact(gettext("Known error"), error.title, href=f"{address_of_errors()}{error.id}")
            for error in known
        ),
    ]


def address_of_errors() -> str:
    """Where known errors stand; the number of one follows."""
    return f"{reverse('portal:releases')}#error-"


def unit_in(form: TicketForm) -> str:
    """The unit that is chosen so far."""
    if not form.is_bound:
        return str(form.initial.get("unit", ""))
    form.is_valid()
    return str(form.cleaned_data.get("unit") or "")


def form_page(
    request: PageRequest, form: TicketForm, *, counter: Counter, counters: list[Counter]
) -> HttpResponse:
    """With what would be promised, once something is chosen."""
    values = {
        "fields": fields(form, helps=form.helps),
        "counter": counter,
        "counters": counters,
        "foreseen": foreseen(request, form, counter=counter, at=now()) if form.is_bound else None,
        "unit_told": told_of_unit(form, counter=counter),
        "file_limit": limit_words(),
    }
    return shown(
        request,
        "portal/tickets/new.html",
        framed(request, values, current="ticket-new"),
        status=422 if form.is_bound else 200,
    )


def foreseen(
    request: PageRequest, form: TicketForm, *, counter: Counter, at: datetime
) -> Mapping[str, Any] | None:
    """What the agreement would say to the choices so far; None before anything is chosen."""
    form.is_valid()
    stated = {name: form.cleaned_data.get(name) for name in ("request", "impact")}
    if not any(stated.values()):
        return None
    said = answer(counter.agreement, case_of(form, stated, counter=counter, at=at))
    agreed_zone = ZoneInfo(counter.agreement.timezone)
    zone = reader_of(request).zone_beside(agreed_zone)
    return {
        "priority": said.priority.value or gettext("not said"),
        "priority_clause": clause_of_ruling(said.priority.ruling, href=citation_href),
        "closed": closed_fact(counter, stated["request"] or "", at=at),
        "resting": resting_fact(said),
        "admission": admission_of(said.admission[0] if said.admission else None, zone=zone),
        "targets": [
            target_of(target, now=at, zone=zone, agreement_zone=agreed_zone, href=citation_href)
            for target in said.targets
        ],
    }


def case_of(form: TicketForm, stated: Mapping[str, str | None], *, counter: Counter, at: datetime) -> Case:
    """The ticket as it would be opened now."""
    facts = {name: value for name, value in stated.items() if value}
    customer = (counter.organisation.pk, counter.provider.pk)
    behind = behind_many([customer], since=at).get(customer, NOTHING)
    place = place_at(counter)
    named = unit_named(place, key) if (key := unit_in(form)) else None
    brought = brought_along(counter.agreement, named, place=place)
    return Case(
        opened_at=at,
        at=at,
        facts=facts_of(facts | form.facts | {"channel": counter.channel} | brought.facts),
        warranty_until=brought.warranty_until,
        evidence=tuple(form.evidence_named or ()) if "evidence" in form.fields else None,
        zone=counter.organisation.zone or None,
        events=behind.events(opened_at=at),
        account=behind.account(opened_at=at),
    )
