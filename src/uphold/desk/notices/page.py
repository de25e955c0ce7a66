"""The list behind the bell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.tickets.wording import metric_words
from uphold.journal.models import Entry as Happened
from uphold.kit import now
from uphold.notices.actions import mark_read
from uphold.notices.models import Notification
from uphold.notices.queries import unread
from uphold.ui.components.timeline import Entry
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of, zone_of
from uphold.ui.respond import changed, shown

MOST = 100
LOOKS = {"ticket.breached": "missed", "ticket.page_ended": "missed"}
ICONS = {
    "appointment.asked": "calendar-clock",
    "appointment.cancelled": "calendar-clock",
    "appointment.confirmed": "calendar-clock",
    "appointment.moved": "calendar-clock",
    "consent.expired": "clock",
    "consent.refused": "hand",
    "fault.objected": "scale",
    "ticket.agreed": "check",
    "ticket.breached": "circle-alert",
    "ticket.warned": "alarm-clock",
    "ticket.wrote": "message-square",
    "ticket.assigned": "user-check",
    "ticket.asked": "message-circle-question-mark",
    "ticket.escalated": "arrow-up",
    "ticket.page_ended": "phone",
    "ticket.page_skipped": "phone",
    "ticket.page_taken": "user-check",
    "ticket.outcome": "bug",
    "ticket.released": "package",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One notice: the ticket, where it leads, and what is said."""

    number: str
    href: str
    line: Entry


@desk_page(need=Permission.TICKET_READ)
def show(request: PageRequest) -> HttpResponse:
    notices = list(unread(request.actor).select_related("ticket__version")[:MOST])
    details = dict(
        Happened.objects.filter(pk__in=[notice.entry_id for notice in notices]).values_list("pk", "detail")
    )
    reader = reader_of(request)
    values = {"told": [told(each, details.get(each.entry_id, {}), reader=reader) for each in notices]}
    return shown(request, "desk/notices/show.html", framed(request, values, current="notices"))


@desk_page(need=Permission.TICKET_READ, methods=["POST"])
def read(request: PageRequest) -> HttpResponse:
    """Marks everything read."""
    mark_read(actor=request.actor, at=now())
    return changed(request, "", {}, to=reverse("desk:notices"))


def told(notice: Notification, detail: Mapping[str, Any], *, reader: Reader) -> Told:
    ticket = notice.ticket
    return Told(
        number=ticket.number,
        href=f"{reverse('desk:ticket', args=[ticket.number])}?told=1",
        line=Entry(
            words=words_of(notice.kind, detail),
            at=reader.when(notice.at, zone_of(ticket)),
            icon=ICONS.get(notice.kind, "bell"),
            detail=ticket.subject,
            look=LOOKS.get(notice.kind, ""),
        ),
    )


def words_of(kind: str, detail: Mapping[str, Any]) -> str:
    metric = {"metric": metric_words(detail.get("metric", ""))}
    said = {
        "appointment.asked": gettext("An appointment is asked for"),
        "appointment.cancelled": gettext("An appointment is called off"),
        "appointment.confirmed": gettext("An appointment is confirmed"),
        "appointment.moved": gettext("An appointment is moved"),
        "consent.expired": gettext("Nobody answered the request for a consent"),
        "consent.refused": gettext("The customer did not agree"),
        "fault.objected": gettext("The customer objected to the finding"),
        "ticket.agreed": gettext("The customer agreed"),
        "ticket.breached": gettext("%(metric)s was missed") % metric,
        "ticket.warned": gettext("%(metric)s is due soon") % metric,
        "ticket.wrote": gettext("The customer wrote"),
        "ticket.assigned": gettext("It was given to you"),
        "ticket.asked": gettext("The customer asked for more"),
        "ticket.escalated": gettext("It is escalated: %(contact)s")
        % {"contact": detail.get("contact") or detail.get("notify") or gettext("the path is used up")},
        "ticket.page_ended": gettext("Nobody answered, and nobody is left to be called"),
        "ticket.page_skipped": gettext("Nobody could be called: %(contact)s")
        % {"contact": detail.get("contact", "")},
        "ticket.page_taken": gettext("The call was taken"),
        "ticket.outcome": gettext("What came of its bug is known: %(outcome)s")
        % {"outcome": detail.get("outcome", "")},
        "ticket.released": gettext("What was made for its bug is out: %(version)s")
        % {"version": detail.get("version", "")},
    }
    return said.get(kind, gettext("Something happened"))
