"""Escalation in the portal: the path and where it stands, and one step further with a reason."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.kit.clock import now
from uphold.oncall.actions import escalate
from uphold.oncall.refusals import DecidedRefusal, ReasonMissing, StepMoved
from uphold.portal.agreements.pages import citation_href
from uphold.portal.door import portal_page
from uphold.portal.tickets.page import values_of
from uphold.portal.tickets.sheet import sheet_of
from uphold.tickets.access import get_ticket
from uphold.ui.decided.clause import clause_of_ruling
from uphold.ui.page import PageRequest
from uphold.ui.respond import STATUSES, changed, shown

PAGE = "portal/tickets/show.html#ticket"


@portal_page(need=Permission.TICKET_ESCALATE, methods=["POST"])
def ask(request: PageRequest, number: str) -> HttpResponse:
    """One step, the one that was shown; what the agreement does not allow is refused with its row."""
    ticket = get_ticket(request.actor, number, need=Permission.TICKET_ESCALATE)
    typed, seen = request.POST.get("reason", ""), request.POST.get("step", "")
    try:
        taken = escalate(
            actor=request.actor,
            ticket=ticket,
            reason=typed,
            seen_step=int(seen) if seen.isdecimal() else None,
            at=now(),
        )
    except (ReasonMissing, StepMoved) as refusal:
        again = {"escalation_mistake": refusal.sentence, "escalation_draft": typed}
        values = {**values_of(request, sheet_of(request, number)), **again}
        return shown(request, PAGE, values, status=STATUSES[refusal.kind])
    except DecidedRefusal as refusal:
        if refusal.ruling is not None:
            vars(refusal)["clause"] = clause_of_ruling(refusal.ruling, href=citation_href)
        raise
    values = values_of(request, sheet_of(request, number))
    said = gettext("Your ticket goes to: %(contact)s.") % {"contact": taken.contact}
    return changed(request, PAGE, values, to=reverse("portal:ticket", args=[number]), said=said)
