"""Addresses of reports: a page and a file for each, and what an hour costs."""

from django.urls import path

from uphold.desk.reports import behind, costs, page
from uphold.reports.known import REPORTS

urlpatterns = [
    path("", page.show, {"name": REPORTS[0].name}, name="reports"),
    path("costs", costs.edit, name="report-costs"),
    *(path(each.name, page.show, {"name": each.name}, name=f"report-{each.name}") for each in REPORTS),
    *(
        path(f"{each.name}.csv", page.file, {"name": each.name}, name=f"report-{each.name}-file")
        for each in REPORTS
    ),
    *(
        path(
            f"{each.name}/behind{ending}",
            view,
            {"name": each.name},
            name=f"report-{each.name}-behind{suffix}",
        )
        for each in REPORTS
        if each.behind
        for ending, view, suffix in (("", behind.show, ""), (".csv", behind.file, "-file"))
    ),
]
