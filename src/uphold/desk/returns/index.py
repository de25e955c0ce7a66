"""The list of returns: the overdue first, narrowed by state."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.products.place import around
from uphold.hardware.models import ReturnAuthorization
from uphold.hardware.queries import STATES as KNOWN
from uphold.hardware.queries import ReturnPage, return_list
from uphold.ui.components.field import Choice, Field
from uphold.ui.components.navigation import Pager
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.installed.wording import day_words
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import shown
from uphold.ui.returned.wording import KINDS, STATES, status_of

LONGEST_SKIP = 6


@desk_page(need=Permission.RETURN_READ)
def show(request: PageRequest) -> HttpResponse:
    reader = reader_of(request)
    state = request.GET.get("state", "open")
    state = state if state in KNOWN else "open"
    asked = request.GET.get("skip", "")
    skip = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_SKIP else 0
    found = return_list(request.actor, at=reader.now, state=state, skip=skip)
    values = {
        "fields": [state_field(state)],
        "table": table_of(found.returns, reader=reader) if found.returns else None,
        "pager": pager_of(found, state=state, skip=skip),
    }
    return shown(request, "desk/returns/index.html", around(request, values, tab="returns"))


def state_field(state: str) -> Field:
    words = {"open": gettext("under way"), "overdue": gettext("overdue"), **STATES}
    choices = tuple(Choice(name, str(words[name]), is_chosen=name == state) for name in KNOWN)
    return Field(name="state", label=gettext("Show"), kind="select", choices=choices, id="state")


def table_of(rows: Sequence[ReturnAuthorization], *, reader: Reader) -> Table:
    columns = (
        Column(gettext("Return")),
        Column(gettext("Kind")),
        Column(gettext("Customer")),
        Column(gettext("Unit")),
        Column(gettext("Back by")),
        Column(gettext("State"), is_deciding=True),
    )
    return Table(
        caption=gettext("Returns"), columns=columns, rows=tuple(row_of(row, reader=reader) for row in rows)
    )


def row_of(row: ReturnAuthorization, *, reader: Reader) -> Row:
    cells = (
        row.number,
        str(KINDS[row.kind]),
        row.organisation.name,
        f"{row.unit.name} {row.unit.product.name}",
        day_words(row.return_by_on),
        status_of(row, at=reader.now).words,
    )
    return Row(cells=cells, href=reverse("desk:return", args=[row.pk]))


def pager_of(found: ReturnPage, *, state: str, skip: int) -> Pager | None:
    if not skip and found.next_skip is None:
        return None
    here = reverse("desk:returns")
    return Pager(
        previous_href=f"{here}?{urlencode({'state': state})}" if skip else "",
        next_href=f"{here}?{urlencode({'state': state, 'skip': found.next_skip})}" if found.next_skip else "",
    )
