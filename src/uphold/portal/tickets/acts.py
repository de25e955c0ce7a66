"""What a customer can do to a ticket: answer, bring evidence, agree to a price, choose, open it again."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.clock import now
from uphold.metering.actions import record_consent
from uphold.metering.needs import what_needs_consent
from uphold.portal.door import portal_page
from uphold.portal.tickets.consenting import is_awaited, plain_subject, seen
from uphold.portal.tickets.page import values_of
from uphold.portal.tickets.sheet import sheet_of
from uphold.tickets.access import get_ticket
from uphold.tickets.actions import provide_evidence, reopen_ticket, reply, take_option
from uphold.tickets.models import Ticket
from uphold.ui.attached import brought
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

LONGEST_BODY = 50_000


class OfferChanged(Refused):
    code, kind, text = (
        "offer_changed",
        CONFLICT,
        gettext_lazy("What you were shown is not what is asked now; read it again."),
    )


class ReplyForm(forms.Form):
    body = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=LONGEST_BODY,
        error_messages={"required": gettext_lazy("Write something first.")},
    )


@portal_page(need=Permission.TICKET_REPLY, methods=["POST"])
def answer(request: PageRequest, number: str) -> HttpResponse:
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return mistaken(request, number, [str(mistake) for mistake in form.errors["body"]])
    ticket = get_ticket(request.actor, number, need=Permission.TICKET_REPLY)
    body, files = form.cleaned_data["body"], brought(request)
    try:
        reply(actor=request.actor, ticket=ticket, body=body, files=files, at=now())
    except Refused as refusal:
        if refusal.kind is not INVALID:
            raise
        return mistaken(request, number, [refusal.sentence])
    return again(request, ticket, said=gettext("Your answer is with us."))


def mistaken(request: PageRequest, number: str, mistakes: list[str]) -> HttpResponse:
    """What is wrong stands at the answer, and what was typed stays in it."""
    sheet = sheet_of(request, number, need=Permission.TICKET_REPLY)
    draft = {"draft": request.POST.get("body", ""), "mistakes": mistakes}
    return shown(
        request, "portal/tickets/show.html#ticket", {**values_of(request, sheet), **draft}, status=422
    )


@portal_page(need=Permission.TICKET_REPLY, methods=["POST"])
def bring(request: PageRequest, number: str) -> HttpResponse:
    ticket = get_ticket(request.actor, number, need=Permission.TICKET_REPLY)
    names = request.POST.getlist("evidence")
    provide_evidence(actor=request.actor, ticket=ticket, names=names, at=now())
    said = gettext("Noted that it is here: %(names)s.") % {"names": ", ".join(names)}
    return again(request, ticket, said=said)


@portal_page(need=Permission.TICKET_REPLY, methods=["POST"])
def consent(request: PageRequest, number: str) -> HttpResponse:
    """To what was shown and to nothing else: the form says what it was."""
    ticket = get_ticket(request.actor, number, need=Permission.TICKET_REPLY)
    at = now()
    offer = what_needs_consent(ticket, at=at)
    if offer is not None and request.POST.get("seen", "") != seen(offer):
        raise OfferChanged
    subject = plain_subject() if offer is None and is_awaited(ticket) else ""
    record_consent(actor=request.actor, ticket=ticket, subject=subject, at=at)
    return again(request, ticket, said=gettext("Your consent is recorded."))


@portal_page(need=Permission.TICKET_REPLY, methods=["POST"])
def choose(request: PageRequest, number: str) -> HttpResponse:
    ticket = get_ticket(request.actor, number, need=Permission.TICKET_REPLY)
    take_option(
        actor=request.actor,
        ticket=ticket,
        kind="admission",
        answer_word=request.POST.get("answer", ""),
        subject=request.POST.get("subject") or None,
        body="",
        at=now(),
    )
    return again(request, ticket, said=gettext("Your choice is recorded."))


@portal_page(need=Permission.TICKET_REOPEN, methods=["POST"])
def reopen(request: PageRequest, number: str) -> HttpResponse:
    ticket = get_ticket(request.actor, number, need=Permission.TICKET_REOPEN)
    reopen_ticket(actor=request.actor, ticket=ticket, at=now())
    return again(request, ticket, said=gettext("The ticket is open again."))


def again(request: PageRequest, ticket: Ticket, *, said: str) -> HttpResponse:
    values = values_of(request, sheet_of(request, ticket.number))
    here = reverse("portal:ticket", args=[ticket.number])
    return changed(request, "portal/tickets/show.html#ticket", values, to=here, said=said)
