"""The pages of the queue, and what tells an open one that something came."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import VIEWS, framed
from uphold.desk.queue.filters import Asked, asked_of, fields_of, number_in
from uphold.desk.queue.news import changed_since, new_since
from uphold.desk.queue.rows import rows_of
from uphold.kit import now
from uphold.tickets.queries import Page, View, desk_list
from uphold.ui.components.navigation import Pager
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown

MOST_ROWS = 100


@desk_page(need=Permission.TICKET_READ)
def show(request: PageRequest, view: View = View.MINE) -> HttpResponse:
    asked = asked_of(request.actor, view, request.GET)
    reader = reader_of(request)
    found = desk_list(request.actor, filters=asked.filters, after=request.GET.get("after"))
    ticking = ticking_of(request)
    values = {
        "view": view.value,
        "heading": heading_of(view),
        "may_open": request.actor.may(Permission.TICKET_OPEN_FOR),
        "clear_href": reverse("desk:queue", args=[view.value]),
        "empty": empty_words(view),
        "asked": asked,
        "filters": fields_of(request.actor, asked) if asked.is_any or "filter" in request.GET else [],
        "filter_href": f"{reverse('desk:queue', args=[view.value])}?filter=1",
        "rows": rows_of(found.tickets, reader=reader),
        "is_ticking": bool(ticking),
        "tick_href": tick_href(request, asked, view=view),
        "pager": pager_of(asked, found, view=view, is_first="after" not in request.GET, kept=ticking),
        "news_url": news_url(asked, found, view=view, at=reader.now, kept=ticking),
        "topics": topics_of(request),
    }
    values = framed(request, values, current=view.value, topics=topics_of(request))
    return shown(request, "desk/queue/show.html#filters", values)


@desk_page(need=Permission.TICKET_READ)
def news(request: PageRequest, view: View) -> HttpResponse:
    """The quiet bar, the rows of this page that changed, and the counts; nothing moves."""
    asked = asked_of(request.actor, view, request.GET)
    since = read_instant(request.GET.get("since", ""))
    shown_ids = read_ids(request.GET.get("rows", ""))
    fresh = changed_since(request.actor, shown_ids, since=since)
    values: dict[str, Any] = {
        "count": new_since(request.actor, asked.filters, since=since, but=shown_ids),
        "href": f"{reverse('desk:queue', args=[view.value])}{asked.query(**ticking_of(request))}",
        "rows": rows_of(fresh, reader=reader_of(request)),
        "is_ticking": bool(ticking_of(request)),
        "news_url": request.get_full_path(),
        "topics": topics_of(request),
    }
    return shown(request, "desk/queue/news.html", framed(request, values, current=view.value))


def ticking_of(request: PageRequest) -> Mapping[str, str]:
    """What the address keeps while rows can be ticked; for those alone who can do something with several at once."""
    is_ticking = "tick" in request.GET and request.actor.may(Permission.BUG_MANAGE)
    return {"tick": "1"} if is_ticking else {}


def tick_href(request: PageRequest, asked: Asked, *, view: View) -> str:
    """Where the same rows can be ticked, or no longer."""
    if not request.actor.may(Permission.BUG_MANAGE):
        return ""
    other = {} if ticking_of(request) else {"tick": "1"}
    return f"{reverse('desk:queue', args=[view.value])}{asked.query(**other)}"


def heading_of(view: View) -> str:
    return next(str(place.label) for place in VIEWS if place.view is view)


def empty_words(view: View) -> str:
    """What would be in an empty view, and how it comes there."""
    return {
        View.MINE: gettext("Tickets that you take stand here, the next due first."),
        View.UNASSIGNED: gettext("Tickets that nobody has taken stand here."),
        View.DUE_NEXT: gettext("Tickets with a promise that is running stand here, the next due first."),
        View.BREACHED: gettext("Tickets with a promise that was missed stand here until they are resolved."),
        View.WAITING: gettext("Tickets that wait for the customer or somebody else stand here."),
        View.ALL: gettext("Every ticket at work stands here, the next due first."),
        View.AT_REST: gettext("Tickets that are resolved, closed or declined stand here."),
    }[view]


def pager_of(
    asked: Asked, found: Page, *, view: View, is_first: bool, kept: Mapping[str, str]
) -> Pager | None:
    """Pages by key go on; the way back is the first page."""
    if is_first and found.next_key is None:
        return None
    here = reverse("desk:queue", args=[view.value])
    return Pager(
        previous_href="" if is_first else f"{here}{asked.query(**kept)}",
        next_href=f"{here}{asked.query(**kept, after=found.next_key)}" if found.next_key else "",
        words="" if is_first else gettext("Earlier goes back to the beginning."),
    )


def news_url(asked: Asked, found: Page, *, view: View, at: datetime, kept: Mapping[str, str]) -> str:
    """Where an open page asks what came since it was shown; it names the rows it shows."""
    ids = "-".join(str(ticket.pk) for ticket in found.tickets)
    return reverse("desk:queue-news", args=[view.value]) + asked.query(**kept, since=at.isoformat(), rows=ids)


def topics_of(request: PageRequest) -> list[str]:
    return [f"queue:{provider_id}" for provider_id in request.actor.provider_ids]


def read_instant(text: str) -> datetime:
    """Whatever is no instant counts as now: nothing is new."""
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else now()
    except (ValueError, OverflowError):
        return now()


def read_ids(text: str) -> list[int]:
    """The rows that a page says it shows; whatever is no number of a row is none."""
    known = (number_in(part) for part in text.split("-")[:MOST_ROWS])
    return [row_id for row_id in known if row_id is not None]
