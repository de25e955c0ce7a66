"""The page of a report, and its file: the same question, the same sheets."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.reports.asked import Asked, asked_of, days_of, fields_of, period_words
from uphold.desk.reports.drawn import drawings_of
from uphold.desk.reports.leads import leads_of
from uphold.desk.reports.tabled import table_of
from uphold.kit import now
from uphold.reports.known import REPORTS, Filter, Report, report_named
from uphold.reports.sheet import Sheet
from uphold.reports.spreadsheet import csv_of
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import saved, shown
from uphold.ui.words import place


@desk_page(need=Permission.REPORT_READ)
def show(request: PageRequest, name: str) -> HttpResponse:
    report = report_named(name)
    asked = asked_of(request.actor, report, request.GET, at=now())
    sheets = [measure(asked.scope) for measure in report.sheets.values()]
    values = {
        "report": report,
        "tabs": tabs(name, asked),
        "filters": fields_of(asked, report),
        "days": days_of(asked, report),
        "about": about(asked, report),
        "parts": [part_of(asked, report, sheet) for sheet in sheets if sheet.rows],
        "costs_href": costs_href(request, asked) if name == "profitability" else "",
    }
    return shown(request, "desk/reports/show.html", framed(request, values, current="reports"))


@desk_page(need=Permission.REPORT_READ)
def file(request: PageRequest, name: str) -> HttpResponse:
    report = report_named(name)
    asked = asked_of(request.actor, report, request.GET, at=now())
    chosen = request.GET.get("sheet", "")
    measure = report.sheets.get(chosen) or next(iter(report.sheets.values()))
    sheet = measure(asked.scope)
    return saved(csv_of(sheet), name=file_name(asked, sheet))


def part_of(asked: Asked, report: Report, sheet: Sheet) -> dict[str, Any]:
    address = reverse(f"desk:report-{report.name}-file")
    return {
        "title": sheet.title,
        "drawings": drawings_of(sheet),
        "table": table_of(sheet, leads=leads_of(asked, report, sheet)),
        "notes": sheet.notes,
        "file_href": f"{address}{asked.query(sheet=sheet.name)}",
    }


def tabs(current: str, asked: Asked) -> list[Link]:
    """The other reports, of the same provider, period and customer."""
    return [
        Link(
            str(each.title),
            f"{reverse(f'desk:report-{each.name}')}{asked.query(team='', staff='')}",
            is_current=each.name == current,
        )
        for each in REPORTS
    ]


def about(asked: Asked, report: Report) -> str:
    """Whose figures these are, of when, and on which clock."""
    scope = asked.scope
    if Filter.PERIOD not in report.filters:
        return gettext("%(provider)s, today") % {"provider": scope.provider_name}
    return gettext("%(provider)s, %(period)s, by the clock of %(place)s") % {
        "provider": scope.provider_name,
        "period": period_words(scope.period),
        "place": place(scope.zone),
    }


def costs_href(request: PageRequest, asked: Asked) -> str:
    if not request.actor.may(Permission.BILLING_MANAGE, provider_id=asked.scope.provider_id):
        return ""
    return f"{reverse('desk:report-costs')}?provider={asked.scope.provider_id}"


def file_name(asked: Asked, sheet: Sheet) -> str:
    period = asked.scope.period
    when = f"{period.from_on}-{period.last_on}" if period.name == "days" else period.name
    return f"{sheet.name}-{slugify(asked.scope.provider_name) or 'provider'}-{when}.csv"
