"""The statement of an account: filtered, page by page, and as a file with the same lines."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.credits.models import Source
from uphold.credits.queries import StatementPage, statement
from uphold.desk.accounts.movements import lines_of
from uphold.desk.accounts.panels import address_of
from uphold.desk.accounts.sheet import AccountSheet
from uphold.desk.accounts.show import sheet_of
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.ui.accounted.file import FILE_PAGE, file_lines
from uphold.ui.accounted.wording import SOURCES
from uphold.ui.components.field import Choice, Field
from uphold.ui.components.navigation import Pager
from uphold.ui.page import PageRequest
from uphold.ui.respond import saved, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address of a statement says; days are those of the agreement's clock, the last one included."""

    source: str
    from_on: date | None
    last_on: date | None

    @property
    def sources(self) -> tuple[Source, ...]:
        return (Source(self.source),) if self.source else ()

    def query(self, **more: str) -> str:
        said = {"source": self.source, "from": written(self.from_on), "last": written(self.last_on), **more}
        return urlencode({name: value for name, value in said.items() if value})


@desk_page(need=Permission.CREDITS_READ)
def show(request: PageRequest, provider_id: int, organisation_id: int) -> HttpResponse:
    sheet = sheet_of(request, provider_id, organisation_id)
    asked = asked_of(request)
    found = page_of(sheet, asked, after=request.GET.get("after"))
    here = address_of(sheet, "account-statement")
    values = {
        "sheet": sheet,
        "back": address_of(sheet),
        "lines": lines_of(request.actor, found.rows, reader=sheet.reader),
        "fields": fields_of(asked),
        "file_href": f"{address_of(sheet, 'account-statement-file')}?{asked.query()}",
        "pager": pager_of(found, asked, here=here, is_first="after" not in request.GET),
    }
    return shown(request, "desk/accounts/statement.html", framed(request, values, current="accounts"))


@desk_page(need=Permission.CREDITS_READ)
def file(request: PageRequest, provider_id: int, organisation_id: int) -> HttpResponse:
    sheet, asked = sheet_of(request, provider_id, organisation_id), asked_of(request)

    def page_after(after: str | None) -> StatementPage:
        return page_of(sheet, asked, after=after, size=FILE_PAGE)

    return saved(file_lines(page_after, zone=sheet.zone), name=f"statement-{organisation_id}.csv")


def asked_of(request: PageRequest) -> Asked:
    source = request.GET.get("source", "")
    return Asked(
        source=source if source in Source.values else "",
        from_on=day_in(request.GET.get("from", "")),
        last_on=day_in(request.GET.get("last", "")),
    )


def day_in(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def written(day: date | None) -> str:
    return day.isoformat() if day else ""


def page_of(sheet: AccountSheet, asked: Asked, *, after: str | None, size: int = 50) -> StatementPage:
    def begin_of(day: date) -> datetime:
        return datetime.combine(day, time.min, tzinfo=sheet.zone)

    return statement(
        sheet.account,
        after=after,
        size=size,
        sources=asked.sources,
        from_at=begin_of(asked.from_on) if asked.from_on else None,
        until_at=begin_of(asked.last_on + timedelta(days=1))
        if asked.last_on and asked.last_on < date.max
        else None,
    )


def fields_of(asked: Asked) -> tuple[Field, ...]:
    known = [("", gettext("any credits")), *((source.value, str(words)) for source, words in SOURCES.items())]
    return (
        Field(
            name="source",
            label=gettext("Which"),
            kind="select",
            choices=tuple(Choice(value, label, is_chosen=value == asked.source) for value, label in known),
            id="filter-source",
        ),
        Field(
            name="from", label=gettext("From"), kind="date", value=written(asked.from_on), id="filter-from"
        ),
        Field(name="last", label=gettext("To"), kind="date", value=written(asked.last_on), id="filter-last"),
    )


def pager_of(found: StatementPage, asked: Asked, *, here: str, is_first: bool) -> Pager | None:
    if is_first and found.next_key is None:
        return None
    return Pager(
        previous_href="" if is_first else f"{here}?{asked.query()}",
        next_href=f"{here}?{asked.query(after=found.next_key)}" if found.next_key else "",
    )
