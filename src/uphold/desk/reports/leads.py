"""Where rows of a sheet lead: to a ticket, an account, to what they add up, or to the week of one person."""

from datetime import timedelta

from django.urls import reverse

from uphold.access import Permission
from uphold.desk.reports.asked import Asked
from uphold.desk.reports.tabled import Leads
from uphold.reports.known import Report
from uphold.reports.period import DAYS
from uphold.reports.sheet import About, Cells, Sheet

SIX_DAYS = timedelta(days=6)


def leads_of(asked: Asked, report: Report, sheet: Sheet) -> list[Leads]:
    """One for each row. Of a row of counts, each count that is not nothing leads to what it counts."""
    return [
        {
            sheet.columns[0].key: href_of(asked, report, sheet, about),
            **parts_of(asked, report, sheet, row, about),
        }
        for row, about in zip(sheet.rows, sheet.about, strict=bool(sheet.about))
    ]


def href_of(asked: Asked, report: Report, sheet: Sheet, about: About) -> str:
    """A customer that was asked for alone needs no list between."""
    scope = asked.scope
    if about.ticket and scope.actor.may(Permission.TICKET_READ, provider_id=scope.provider_id):
        return reverse("desk:ticket", args=[about.ticket])
    organisation_id = about.organisation_id or (scope.organisation_id if report.name == "credits" else None)
    if organisation_id and scope.actor.may(Permission.CREDITS_READ, provider_id=scope.provider_id):
        return reverse("desk:account", args=[scope.provider_id, organisation_id])
    if about.behind:
        return behind_href(asked, report, sheet, about)
    return week_href(asked, report, about)


def parts_of(asked: Asked, report: Report, sheet: Sheet, row: Cells, about: About) -> Leads:
    return {
        part: behind_href(asked, report, sheet, about, part=part)
        for part in sheet.parts
        if row[sheet.place(part)]
    }


def behind_href(asked: Asked, report: Report, sheet: Sheet, about: About, *, part: str = "") -> str:
    address = reverse(f"desk:report-{report.name}-behind")
    return f"{address}{asked.query(sheet=sheet.name, part=part, **about.behind)}"


def week_href(asked: Asked, report: Report, about: About) -> str:
    if not about.staff_id or not about.week or asked.typed["staff"] == str(about.staff_id):
        return ""
    period = asked.scope.period
    first, last = max(about.week, period.from_on), min(about.week + SIX_DAYS, period.last_on)
    narrowed = {"period": DAYS, "from": f"{first}", "to": f"{last}", "staff": f"{about.staff_id}"}
    return f"{reverse(f'desk:report-{report.name}')}{asked.query(**narrowed)}"
