"""The page of what stands behind a row of a report, and its file: what adds up to the figures of that row."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.reports.asked import Asked, asked_of
from uphold.desk.reports.leads import leads_of
from uphold.desk.reports.page import about, file_name
from uphold.desk.reports.tabled import table_of
from uphold.kit import now
from uphold.reports.behind.part import NAMES, Behind, Wanted
from uphold.reports.known import Report, report_named
from uphold.reports.spreadsheet import csv_of
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.page import PageRequest
from uphold.ui.respond import saved, shown

SIZE = 100


@desk_page(need=Permission.REPORT_READ)
def show(request: PageRequest, name: str) -> HttpResponse:
    report = report_named(name)
    asked = asked_of(request.actor, report, request.GET, at=now())
    found = found_of(request, report, asked, size=SIZE)
    said = said_in(request)
    values = {
        "report": report,
        "crumbs": [Link(str(report.title), f"{reverse(f'desk:report-{name}')}{asked.query()}")],
        "about": about(asked, report),
        "found": found,
        "table": table_of(found.sheet, leads=leads_of(asked, report, found.sheet)),
        "pager": pager_of(asked, report, found, said),
        "file_href": f"{reverse(f'desk:report-{name}-behind-file')}{asked.query(**said)}",
    }
    return shown(request, "desk/reports/behind.html", framed(request, values, current="reports"))


@desk_page(need=Permission.REPORT_READ)
def file(request: PageRequest, name: str) -> HttpResponse:
    report = report_named(name)
    asked = asked_of(request.actor, report, request.GET, at=now())
    sheet = found_of(request, report, asked, size=None).sheet
    return saved(csv_of(sheet), name=file_name(asked, sheet))


def found_of(request: PageRequest, report: Report, asked: Asked, *, size: int | None) -> Behind:
    said = said_in(request)
    search = report.behind.get(said["sheet"]) or next(iter(report.behind.values()))
    after = request.GET.get("after", "") if size else ""
    return search(asked.scope, Wanted(said=said, after=after, size=size))


def said_in(request: PageRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in NAMES}


def pager_of(asked: Asked, report: Report, found: Behind, said: dict[str, str]) -> Pager | None:
    """None where one page holds all."""
    if found.count <= SIZE:
        return None
    address = reverse(f"desk:report-{report.name}-behind")
    next_href = f"{address}{asked.query(**said, after=found.next_after)}" if found.next_after else ""
    words = gettext("%(count)d in all") % {"count": found.count}
    return Pager(next_href=next_href, words=words)
