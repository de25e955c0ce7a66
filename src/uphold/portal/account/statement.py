"""The statement: every movement of credits with its reason, its row, and what there was after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.agreements.models import Version
from uphold.credits.access import get_customer_account
from uphold.credits.packages import terms_of
from uphold.credits.queries import StatementPage, StatementRow, statement
from uphold.kit import now
from uphold.people.access import get_provider
from uphold.portal.account.clauses import chip_of_entry
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.tickets.access import visible_to
from uphold.ui.accounted.file import FILE_PAGE, file_lines
from uphold.ui.accounted.wording import by_words, movement_words
from uphold.ui.components.clause import Clause
from uphold.ui.components.navigation import Pager
from uphold.ui.components.when import When
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import saved, shown

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Line:
    """A movement as it is read: `parts` say which lots it was, where there were several."""

    at: When
    kind: str
    reason: str
    href: str
    clause: Clause | None
    by: str
    gained: str
    balance: int
    parts: str
    is_gain: bool


@portal_page(need=Permission.CREDITS_READ)
def show(request: PageRequest, provider_id: int) -> HttpResponse:
    provider = get_provider(request.actor, provider_id, need=Permission.CREDITS_READ)
    account = get_customer_account(
        request.actor, organisation_id=request.actor.organisation_id or 0, provider_id=provider.pk
    )
    found = statement(account, after=request.GET.get("after"))
    values = {
        "provider": provider,
        "file_href": reverse("portal:statement-file", args=[provider.pk]),
        "lines": lines_of(request, found.rows, reader=reader_of(request)),
        "pager": pager_of(found, provider_id=provider.pk, is_first="after" not in request.GET),
    }
    return shown(request, "portal/account/statement.html", framed(request, values, current="account"))


@portal_page(need=Permission.CREDITS_READ)
def file(request: PageRequest, provider_id: int) -> HttpResponse:
    provider = get_provider(request.actor, provider_id, need=Permission.CREDITS_READ)
    account = get_customer_account(
        request.actor, organisation_id=request.actor.organisation_id or 0, provider_id=provider.pk
    )
    terms = terms_of(account, at=now())
    zone = ZoneInfo(terms.version.timezone) if terms else UTC

    def page_after(after: str | None) -> StatementPage:
        return statement(account, after=after, size=FILE_PAGE)

    return saved(file_lines(page_after, zone=zone), name=f"statement-{provider.pk}.csv")


def lines_of(request: PageRequest, rows: Sequence[StatementRow], *, reader: Reader) -> list[Line]:
    ids = {row.entry.version_id for row in rows if row.entry.version_id}
    versions = Version.objects.select_related("agreement").in_bulk(ids)
    numbers = {row.entry.reference for row in rows if row.entry.reference}
    known = set(visible_to(request.actor).filter(number__in=numbers).values_list("number", flat=True))
    return [line_of(row, versions=versions, known=known, reader=reader) for row in rows]


def line_of(row: StatementRow, *, versions: Mapping[int, Version], known: set[str], reader: Reader) -> Line:
    entry = row.entry
    version = versions.get(entry.version_id) if entry.version_id else None
    zone = ZoneInfo(version.timezone) if version else UTC
    return Line(
        at=reader.when(entry.at, zone),
        kind=movement_words(row.movement),
        reason=entry.reason,
        href=reverse("portal:ticket", args=[entry.reference]) if entry.reference in known else "",
        clause=chip_of_entry(entry, versions=versions),
        by=by_words(entry, tickets=known),
        gained=f"{row.gained:+d}".replace("-", "−"),
        balance=row.balance,
        parts=", ".join(f"{part.name or gettext('debt')} {part.credits:+d}" for part in row.parts)
        if len(row.parts) > 1
        else "",
        is_gain=row.gained > 0,
    )


def pager_of(found: StatementPage, *, provider_id: int, is_first: bool) -> Pager | None:
    if is_first and found.next_key is None:
        return None
    here = reverse("portal:statement", args=[provider_id])
    return Pager(
        previous_href="" if is_first else here,
        next_href=f"{here}?after={found.next_key}" if found.next_key else "",
    )
