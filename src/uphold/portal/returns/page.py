"""Returns as their customer follows them: where each stands, what to send where and by when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.hardware.access import get_analysis, get_return, visible_analyses, visible_returns
from uphold.hardware.models import FaultAnalysis, ReturnAuthorization
from uphold.hardware.queries import return_list
from uphold.portal.agreements.pages import href_of
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.tickets.models import Ticket
from uphold.ui.components.fact import Fact
from uphold.ui.components.status import Status
from uphold.ui.installed.wording import day_words
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import shown
from uphold.ui.returned.document import downloaded
from uphold.ui.returned.wording import KINDS, chip_of, status_of, way_of


@dataclass(frozen=True, slots=True)
class Line:
    """A return in a list."""

    number: str
    kind: str
    unit: str
    href: str
    status: Status
    back_by: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What the page of a ticket says of its unit."""

    lines: tuple[Line, ...]
    analyses: tuple[FaultAnalysis, ...]


@portal_page(need=Permission.RETURN_READ)
def index(request: PageRequest) -> HttpResponse:
    reader = reader_of(request)
    state = "closed" if request.GET.get("state") == "closed" else "open"
    found = return_list(request.actor, at=reader.now, state=state)
    values = {"state": state, "lines": lines_of(found.returns, reader=reader)}
    return shown(request, "portal/returns/index.html", framed(request, values, current="units"))


@portal_page(need=Permission.RETURN_READ)
def show(request: PageRequest, return_id: int) -> HttpResponse:
    row, reader = get_return(request.actor, return_id), reader_of(request)
    values = {
        "row": row,
        "kind": KINDS[row.kind],
        "status": status_of(row, at=reader.now),
        "way": way_of(row),
        "facts": list(facts_of(row)),
        "is_awaited": row.state == ReturnAuthorization.State.AWAITING,
        "back_by": day_words(row.return_by_on),
    }
    return shown(request, "portal/returns/return.html", framed(request, values, current="units"))


@portal_page(need=Permission.RETURN_READ)
def label(request: PageRequest, return_id: int) -> HttpResponse:
    """To be printed and put on the parcel."""
    return shown(request, "portal/returns/label.html", {"row": get_return(request.actor, return_id)})


@portal_page(need=Permission.TICKET_READ)
def analysis(request: PageRequest, analysis_id: int) -> HttpResponse:
    return downloaded(get_analysis(request.actor, analysis_id))


def panel_of(actor: Actor, ticket: Ticket, *, reader: Reader) -> Panel:
    """Empty, and without a statement, where the ticket is about no unit."""
    if ticket.unit_id is None:
        return Panel((), ())
    rows = visible_returns(actor).filter(ticket=ticket).select_related("unit__product", "ticket__version")
    found = list(rows.defer("ticket__search", "ticket__version__text").order_by("pk"))
    analyses = visible_analyses(actor).filter(evaluation__ticket=ticket).order_by("pk")
    return Panel(tuple(lines_of(found, reader=reader)), tuple(analyses))


def lines_of(rows: Sequence[ReturnAuthorization], *, reader: Reader) -> list[Line]:
    return [
        Line(
            number=row.number,
            kind=str(KINDS[row.kind]),
            unit=f"{row.unit.name} {row.unit.product.name}",
            href=reverse("portal:return", args=[row.pk]),
            status=status_of(row, at=reader.now),
            back_by=day_words(row.return_by_on),
        )
        for row in rows
    ]


def facts_of(row: ReturnAuthorization) -> Iterator[Fact]:
    agreement = href_of(row.version) if row.version else ""
    yield Fact(gettext("About"), row.ticket.number, href=reverse("portal:ticket", args=[row.ticket.number]))
    yield Fact(
        gettext("You send"),
        f"{row.unit.name} {row.unit.product.name}",
        href=reverse("portal:unit", args=[row.unit_id]),
    )
    if row.replacement is not None:
        yield Fact(
            gettext("You get"), row.replacement.name, href=reverse("portal:unit", args=[row.replacement_id])
        )
        yield Fact(gettext("Its warranty ends"), day_words(row.replacement.warranty_ends_on))
    if row.answer and not row.reason:
        chip = chip_of(row, href=f"{agreement}#{row.anchor}")
        yield Fact(gettext("As agreed"), row.answer, clause=chip)
    if row.return_by_on:
        yield Fact(gettext("Has to be back by"), day_words(row.return_by_on))
    if row.customer_pays:
        yield Fact(gettext("You pay"), row.customer_pays)
    if row.otherwise:
        yield Fact(gettext("Charged if it does not come"), row.otherwise)
