"""Calls: who was called about what, by which ways it went out, and who took it after how long."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.oncall.place import around
from uphold.notices.models import PageDelivery, Way
from uphold.notices.ways.queries import deliveries_of
from uphold.oncall.actions.taking import taker_of
from uphold.oncall.models import Attempt, Page
from uphold.oncall.queries import recent_pages
from uphold.ui import words
from uphold.ui.components.navigation import Pager
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of, zone_of
from uphold.ui.respond import shown

SIZE = 50
LONGEST_KEY = 18
BY = {
    Way.Kind.APPRISE: gettext_lazy("service"),
    Way.Kind.WEBHOOK: gettext_lazy("webhook"),
    Way.Kind.MAIL: gettext_lazy("other mail"),
}
UNSENT = {
    PageDelivery.State.FAILED: gettext_lazy("%(way)s did not go out"),
    PageDelivery.State.LOST: gettext_lazy("%(way)s: not known whether it went out"),
    PageDelivery.State.WAITING: gettext_lazy("%(way)s waits"),
    PageDelivery.State.CLAIMED: gettext_lazy("%(way)s is under way"),
}


@desk_page(need=Permission.ONCALL_READ)
def index(request: PageRequest) -> HttpResponse:
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_KEY else None
    found = recent_pages(request.actor, before=before, size=SIZE)
    pages = found[:SIZE]
    values = {
        "table": table_of(pages, reader=reader_of(request)) if pages else None,
        "pager": pager_of(found, before=before),
    }
    return shown(request, "desk/oncall/calls.html", around(request, values, place="calls"))


def table_of(pages: Sequence[Page], *, reader: Reader) -> Table:
    sent = deliveries_of(call for page in pages for call in page.attempts.all())
    columns = (
        Column(gettext("Ticket")),
        Column(gettext("Since")),
        Column(gettext("Step")),
        Column(gettext("Called")),
        Column(gettext("What came of it"), is_deciding=True),
    )
    return Table(
        caption=gettext("Calls"),
        columns=columns,
        rows=tuple(row_of(page, sent, reader=reader) for page in pages),
    )


def row_of(page: Page, sent: dict[int, list[PageDelivery]], *, reader: Reader) -> Row:
    ticket = page.ticket
    return Row(
        cells=(
            f"{ticket.number} {ticket.subject}",
            words.instant(page.opened_at, reader.zone_beside(zone_of(ticket)), now=reader.now),
            page.contact if page.step else gettext("urgent, %(rota)s") % {"rota": page.contact},
            "; ".join(called_words(list(page.attempts.all()), sent)),
            came_words(page),
        ),
        href=reverse("desk:ticket", args=[ticket.number]),
    )


def called_words(calls: Sequence[Attempt], sent: dict[int, list[PageDelivery]]) -> list[str]:
    """Each call with the ways that went wrong; those that went out are told in a word."""
    return [
        f"{call.staff.name if call.staff else call.address} ({', '.join(ways_words(sent.get(call.pk, [])))})"
        for call in calls
    ]


def ways_words(deliveries: Sequence[PageDelivery]) -> list[str]:
    if not deliveries:
        return [gettext("not sent yet")]
    return [way_words(each) for each in deliveries]


def way_words(delivery: PageDelivery) -> str:
    way = str(BY[Way.Kind(delivery.way.kind)]) if delivery.way else gettext("mail")
    state = PageDelivery.State(delivery.state)
    return way if state is PageDelivery.State.SENT else str(UNSENT[state]) % {"way": way}


def came_words(page: Page) -> str:
    if page.taken_at is not None:
        after = words.span(words.elapsed(page.opened_at, page.taken_at))
        return gettext("%(name)s took it after %(span)s") % {"name": taker_of(page), "span": after}
    return {
        Page.State.WAITING.value: gettext("nobody has taken it yet"),
        Page.State.SILENT.value: gettext("nobody answered, the next was called"),
    }.get(page.state, gettext("went further, or was done"))


def pager_of(found: Sequence[Page], *, before: int | None) -> Pager | None:
    here = reverse("desk:calls")
    if before is None and len(found) <= SIZE:
        return None
    return Pager(
        previous_href=here if before is not None else "",
        next_href=f"{here}?before={found[SIZE - 1].pk}" if len(found) > SIZE else "",
    )
