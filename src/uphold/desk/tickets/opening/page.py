"""The pages of a new ticket: who calls, then what for."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from uphold.access import Permission
from uphold.agreements.bridge import compiled
from uphold.agreements.queries import Terms, terms_in_force
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.tickets.acts.unit import UNIT_LABEL
from uphold.desk.tickets.opening.callers import callers, callers_of
from uphold.desk.tickets.opening.forecast import Forecast, forecast
from uphold.desk.tickets.opening.form import OpeningForm, evidence_in, facts_in
from uphold.kit import INVALID, Refused
from uphold.people.access import get_contact, get_organisation, get_provider
from uphold.people.models import Organisation, Provider
from uphold.policy.document.agreement import Agreement
from uphold.tickets.actions import open_ticket
from uphold.tickets.actions.opening import NothingAgreed
from uphold.tickets.models import Ticket
from uphold.tickets.units import Place, place_under
from uphold.ui.components.field import Field, fields
from uphold.ui.installed.choices import opened_words, unit_field
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import changed, shown

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Case:
    """Who the ticket would be for, under which agreement."""

    provider: Provider
    organisation: Organisation
    terms: Terms
    reader: Reader

    @property
    def agreement(self) -> Agreement:
        return compiled(self.terms.version, self.terms.annexes)

    @property
    def place(self) -> Place:
        """Whose units may be meant, today."""
        return place_under(self.terms, self.organisation, self.provider, at=self.reader.now)


@desk_page(need=Permission.TICKET_OPEN_FOR)
def choose(request: PageRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    values = {"query": words, "found": callers(request.actor, words=words)}
    return shown(request, "desk/tickets/opening/choose.html#found", framed(request, values))


@desk_page(need=Permission.TICKET_OPEN_FOR, methods=["GET", "POST"])
def create(request: PageRequest, provider_id: int, organisation_id: int) -> HttpResponse:
    case = case_of(request, provider_id, organisation_id)
    form = form_of(request, case)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        ticket = opened(request, case, form)
        if ticket is not None:
            here = reverse("desk:ticket", args=[ticket.number])
            return changed(request, "", {}, to=here, said=opened_words(ticket))
    status = 422 if form.is_bound and form.errors else 200
    values = framed(request, values_of(case, form))
    return shown(request, "desk/tickets/opening/form.html", values, status=status)


@desk_page(need=Permission.TICKET_OPEN_FOR, methods=["POST"])
def preview(request: PageRequest, provider_id: int, organisation_id: int) -> HttpResponse:
    """What the agreement would say to what is chosen so far."""
    case = case_of(request, provider_id, organisation_id)
    form = form_of(request, case)
    form.is_valid()
    values = values_of(case, form)
    return shown(request, "desk/tickets/opening/form.html#forecast", framed(request, values))


def case_of(request: PageRequest, provider_id: int, organisation_id: int) -> Case:
    need = Permission.TICKET_OPEN_FOR
    provider = get_provider(request.actor, provider_id, need=need)
    organisation = get_organisation(request.actor, organisation_id, need=need)
    reader = reader_of(request)
    terms = terms_in_force(organisation_id=organisation.pk, provider_id=provider.pk, at=reader.now)
    if terms is None:
        raise NothingAgreed(organisation.name, provider.name)
    return Case(provider, organisation, terms, reader)


def form_of(request: PageRequest, case: Case) -> OpeningForm:
    return OpeningForm(
        request.POST if request.method == "POST" else None,
        agreement=case.agreement,
        callers=callers_of(request.actor, case.organisation),
        unit=unit_field(case.place, label=UNIT_LABEL),
        initial={name: request.GET.get(name, "") for name in ("contact", "unit")},
    )


def opened(request: PageRequest, case: Case, form: OpeningForm) -> Ticket | None:
    """The ticket; what the room finds invalid stands beside the form."""
    stated = form.cleaned_data
    caller = stated["contact"]
    try:
        return open_ticket(
            actor=request.actor,
            provider=case.provider,
            organisation=case.organisation,
            subject=stated["subject"],
            body=stated["body"],
            channel=stated.get("channel", ""),
            request=stated.get("request", ""),
            impact=stated.get("impact", ""),
            facts=facts_in(stated),
            evidence=evidence_in(stated),
            requested_priority=stated["requested_priority"],
            opened_by=get_contact(request.actor, int(caller), need=Permission.TICKET_OPEN_FOR)
            if caller
            else None,
            unit=stated.get("unit", ""),
            at=case.reader.now,
        )
    except Refused as refusal:
        if refusal.kind is not INVALID:
            raise
        form.add_error(None, refusal.sentence)
        return None


def values_of(case: Case, form: OpeningForm) -> dict[str, Any]:
    here = [case.provider.pk, case.organisation.pk]
    return {
        "case": case,
        "fields": [with_helps(each, form) for each in fields(form)],
        "errors": [str(error) for error in form.non_field_errors()],
        "action": reverse("desk:ticket-new-for", args=here),
        "preview_url": reverse("desk:ticket-new-preview", args=here),
        "forecast": forecast_of(case, form),
    }


def forecast_of(case: Case, form: OpeningForm) -> Forecast | None:
    """None until a request is chosen, where the agreement tells requests apart."""
    stated = form.cleaned_data if form.is_bound else dict(form.initial)
    if "request" in form.fields and not stated.get("request"):
        return None
    return forecast(
        stated,
        agreement=case.agreement,
        organisation=case.organisation,
        place=case.place,
        reader=case.reader,
    )


def with_helps(field: Field, form: OpeningForm) -> Field:
    helps = form.helps.get(field.name, {})
    return replace(
        field, choices=tuple(replace(choice, help=helps.get(choice.value, "")) for choice in field.choices)
    )
