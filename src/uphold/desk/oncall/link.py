"""Taking a page by the link of its message: what it is about, and one button; without signing in, once."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.kit import now
from uphold.oncall.actions import open_link, take_by_link
from uphold.oncall.actions.taking import taker_of
from uphold.oncall.models import Attempt, Page
from uphold.tickets.models import Ticket
from uphold.ui.components.fact import Fact
from uphold.ui.page import PUBLIC, PageRequest, page
from uphold.ui.reader import reader_of, zone_of
from uphold.ui.respond import shown


@page(need=PUBLIC, methods=["GET", "POST"])
def answer(request: PageRequest, token: str) -> HttpResponse:
    """Following the link takes nothing, because programs follow links; only the button does."""
    if request.method == "POST":
        take_by_link(token=token, at=now())
    attempt = open_link(token, at=now())
    return shown(request, "desk/oncall/link.html", values_of(request, attempt))


def values_of(request: PageRequest, attempt: Attempt) -> dict[str, object]:
    called = attempt.page
    ticket = called.ticket
    is_open = called.state in {Page.State.WAITING, Page.State.SILENT} and ticket.status not in Ticket.AT_REST
    return {
        "ticket": ticket,
        "facts": facts_of(request, attempt),
        "reason": called.escalation.reason if called.escalation else "",
        "is_open": is_open,
        "taken_by": taker_of(called) if called.state == Page.State.TAKEN else "",
        "is_mine": called.state == Page.State.TAKEN and called.taken_by_id == attempt.staff_id,
        "ticket_href": reverse("desk:ticket", args=[ticket.number]) if attempt.staff else "",
    }


def facts_of(request: PageRequest, attempt: Attempt) -> list[Fact]:
    called, reader = attempt.page, reader_of(request)
    zone = zone_of(called.ticket)
    step = gettext("urgent outside hours") if called.step == 0 else called.contact
    return [
        Fact(gettext("Ticket"), f"{called.ticket.number} {called.ticket.subject}"),
        Fact(gettext("Step"), step),
        Fact(gettext("Called"), attempt.staff.name if attempt.staff else attempt.address),
        Fact(gettext("At"), reader.when(attempt.at, zone).full),
    ]
