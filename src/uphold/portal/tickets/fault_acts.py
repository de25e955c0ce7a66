"""The customer's side of a fault file: bringing evidence, agreeing, objecting."""

from django.http import HttpResponse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.kit import INVALID, Refused, now
from uphold.metering.access import get_fault_file
from uphold.metering.actions import accept_fault, add_evidence, object_to_fault
from uphold.metering.actions.fault import AnotherProposal
from uphold.portal.door import portal_page
from uphold.portal.tickets.acts import again
from uphold.portal.tickets.page import values_of
from uphold.portal.tickets.sheet import sheet_of
from uphold.tickets.models import Ticket
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@portal_page(need=Permission.FAULT_ANSWER, methods=["POST"])
def bring(request: PageRequest, number: str, file_id: int) -> HttpResponse:
    file = get_fault_file(request.actor, number, file_id, need=Permission.FAULT_ANSWER)
    try:
        add_evidence(actor=request.actor, file=file, words=request.POST.get("words", ""), at=now())
    except Refused as refusal:
        return mistaken(request, file.ticket, refusal)
    return again(request, file.ticket, said=gettext("Your words are in the file."))


@portal_page(need=Permission.FAULT_ANSWER, methods=["POST"])
def accept(request: PageRequest, number: str, file_id: int) -> HttpResponse:
    file = get_fault_file(request.actor, number, file_id, need=Permission.FAULT_ANSWER)
    try:
        accept_fault(actor=request.actor, file=file, seen=request.POST.get("seen", ""), at=now())
    except AnotherProposal as refusal:
        return mistaken(request, file.ticket, refusal)
    return again(request, file.ticket, said=gettext("You agreed. The charge follows from it."))


@portal_page(need=Permission.FAULT_ANSWER, methods=["POST"])
def object_to(request: PageRequest, number: str, file_id: int) -> HttpResponse:
    file = get_fault_file(request.actor, number, file_id, need=Permission.FAULT_ANSWER)
    try:
        object_to_fault(
            actor=request.actor,
            file=file,
            words=request.POST.get("words", ""),
            seen=request.POST.get("seen", ""),
            at=now(),
        )
    except Refused as refusal:
        return mistaken(request, file.ticket, refusal)
    return again(request, file.ticket, said=gettext("Your objection is recorded. A manager decides."))


def mistaken(request: PageRequest, ticket: Ticket, refusal: Refused) -> HttpResponse:
    """What is missing stands at the file, beside the proposal as it is now; what was typed stays in the field."""
    if refusal.kind is not INVALID and not isinstance(refusal, AnotherProposal):
        raise refusal
    values = {"fault_mistake": refusal.sentence, "fault_draft": request.POST.get("words", "")}
    whole = {**values_of(request, sheet_of(request, ticket.number)), **values}
    return shown(
        request, "portal/tickets/show.html#ticket", whole, status=422 if refusal.kind is INVALID else 409
    )
