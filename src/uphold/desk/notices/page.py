"""The list behind the bell."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.reader import Reader, reader_of, zone_of
from uphold.kit import now
from uphold.notices.actions import mark_read
from uphold.notices.models import Notification
from uphold.notices.queries import unread
from uphold.ui.components.timeline import Entry
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

MOST = 100


@desk_page(need=Permission.TICKET_READ)
def show(request: PageRequest) -> HttpResponse:
    told = unread(request.actor).select_related("ticket__version")[:MOST]
    values = {"told": lines_of(told, reader=reader_of(request))}
    return shown(request, "desk/notices/show.html", framed(request, values, current="notices"))


@desk_page(need=Permission.TICKET_READ, methods=["POST"])
def read(request: PageRequest) -> HttpResponse:
    """Marks everything read."""
    mark_read(actor=request.actor, at=now())
    return changed(request, "", {}, to=reverse("desk:notices"))


def lines_of(told: Iterable[Notification], *, reader: Reader) -> list[tuple[str, str, Entry]]:
    """Number, address and line of each."""
    return [
        (
            notice.ticket.number,
            reverse("desk:ticket", args=[notice.ticket.number]),
            entry_of(notice, reader=reader),
        )
        for notice in told
    ]


def entry_of(notice: Notification, *, reader: Reader) -> Entry:
    looks = {"ticket.breached": "missed", "ticket.warned": "soon"}
    icons = {
        "ticket.breached": "circle-alert",
        "ticket.warned": "alarm-clock",
        "ticket.wrote": "message-square",
        "ticket.assigned": "user-check",
        "ticket.asked": "circle-question-mark",
    }
    words = {
        "ticket.breached": gettext("A promise was missed."),
        "ticket.warned": gettext("A promise is due soon."),
        "ticket.wrote": gettext("The customer wrote."),
        "ticket.assigned": gettext("It was given to you."),
        "ticket.asked": gettext("The customer asked for more."),
    }
    return Entry(
        words=words.get(notice.kind, gettext("Something happened.")),
        at=reader.when(notice.at, zone_of(notice.ticket)),
        icon=icons.get(notice.kind, "bell"),
        detail=notice.ticket.subject,
        look=looks.get(notice.kind, ""),
    )
