"""One return: where it stands, what decided it, what can be done, and its address label."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.agreements.place import address
from uphold.desk.door import desk_page
from uphold.desk.products.place import around
from uphold.hardware.access import get_analysis, get_return
from uphold.hardware.models import ReturnAuthorization
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Act, Link
from uphold.ui.installed.wording import day_words
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown
from uphold.ui.returned.document import downloaded
from uphold.ui.returned.wording import KINDS, chip_of, status_of, way_of

State, Kind = ReturnAuthorization.State, ReturnAuthorization.Kind


@desk_page(need=Permission.RETURN_READ)
def show(request: PageRequest, return_id: int) -> HttpResponse:
    row, reader = get_return(request.actor, return_id), reader_of(request)
    may_act = request.actor.may(Permission.RETURN_AUTHORIZE, provider_id=row.provider_id)
    values = {
        "row": row,
        "kind": KINDS[row.kind],
        "status": status_of(row, at=reader.now),
        "way": way_of(row),
        "facts": list(facts_of(row)),
        "maker": list(maker_of(row)),
        "forms": list(forms_on(row)) if may_act else [],
        "acts": list(acts_on(row)) if may_act else [],
    }
    return shown(request, "desk/returns/return.html", around(request, values, tab="returns"))


@desk_page(need=Permission.RETURN_READ)
def label(request: PageRequest, return_id: int) -> HttpResponse:
    """To be printed and put on the parcel."""
    row = get_return(request.actor, return_id)
    return shown(request, "desk/returns/label.html", {"row": row})


@desk_page(need=Permission.TICKET_READ)
def analysis(request: PageRequest, analysis_id: int) -> HttpResponse:
    return downloaded(get_analysis(request.actor, analysis_id))


def facts_of(row: ReturnAuthorization) -> Iterator[Fact]:
    agreement = address(row.version) if row.version else ""
    chip = chip_of(row, href=f"{agreement}#{row.anchor}")
    yield Fact(gettext("Customer"), row.organisation.name)
    yield Fact(gettext("Ticket"), row.ticket.number, href=reverse("desk:ticket", args=[row.ticket.number]))
    yield Fact(
        gettext("Comes in"),
        f"{row.unit.name} {row.unit.product.name}",
        href=reverse("desk:unit", args=[row.unit_id]),
    )
    if row.replacement is not None:
        yield Fact(
            gettext("Went out"), row.replacement.name, href=reverse("desk:unit", args=[row.replacement_id])
        )
        yield Fact(gettext("Its warranty ends"), day_words(row.replacement.warranty_ends_on))
    yield Fact(gettext("Authorized by"), row.authorised_by.name if row.authorised_by else "")
    yield Fact(gettext("The agreement answers"), row.answer or gettext("nothing was evaluated"), clause=chip)
    if row.reason:
        yield Fact(gettext("Given beside it, because"), row.reason)
    if row.return_by_on:
        yield Fact(gettext("Has to be back by"), day_words(row.return_by_on))
    if row.customer_pays:
        yield Fact(gettext("The customer pays"), row.customer_pays)
    if row.otherwise:
        yield Fact(gettext("Charged if it does not come"), row.otherwise)


def maker_of(row: ReturnAuthorization) -> Iterator[Fact]:
    if row.manufacturer_name:
        yield Fact(gettext("Maker"), row.manufacturer_name)
        yield Fact(gettext("Its number"), row.manufacturer_number)
        yield Fact(gettext("Where it stands"), row.manufacturer_state)
        yield Fact(gettext("Its address"), row.manufacturer_address)


def forms_on(row: ReturnAuthorization) -> Iterator[Link]:
    """Acts that ask for something first."""
    if row.state in ReturnAuthorization.AHEAD:
        yield link("return-awaiting", gettext("Ask for the unit"), "mail", row)
    if may_be_replaced(row):
        yield link("return-replacement", gettext("Send a replacement"), "package", row)
    if not row.is_over:
        yield link("return-manufacturer", gettext("The maker's number"), "tag", row)
    if row.state in ReturnAuthorization.AHEAD and row.replacement_id is None:
        yield link("return-withdrawal", gettext("Withdraw"), "x", row)


def may_be_replaced(row: ReturnAuthorization) -> bool:
    is_here = row.state == State.RECEIVED
    is_ahead = row.kind == Kind.ADVANCE and row.state in ReturnAuthorization.AHEAD
    return row.replacement_id is None and (is_here or is_ahead)


def acts_on(row: ReturnAuthorization) -> Iterator[Act]:
    if row.state in ReturnAuthorization.AHEAD:
        yield act("return-receipt", gettext("The unit is here"), "inbox", row)
    if row.state == State.RECEIVED:
        yield act("return-repair", gettext("It is repaired"), "wrench", row)
        yield act("return-give-back", gettext("Send it back as it came"), "reply", row)
    if row.state in ReturnAuthorization.DONE:
        yield act("return-closure", gettext("Close"), "archive", row)


def link(name: str, words: str, icon: str, row: ReturnAuthorization) -> Link:
    return Link(words, reverse(f"desk:{name}", args=[row.pk]), icon)


def act(name: str, words: str, icon: str, row: ReturnAuthorization) -> Act:
    return Act(words, reverse(f"desk:{name}", args=[row.pk]), icon)
