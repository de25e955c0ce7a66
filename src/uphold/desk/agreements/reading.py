"""Reading agreements: the list, the document with its rows, and what the checker says about it."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.agreements.access import get_version
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.agreements.queries import decisions_by_line, version_list
from uphold.desk.agreements.place import address, placed
from uphold.desk.frame import framed
from uphold.policy.check.checker import check
from uphold.policy.check.grouping import Report
from uphold.policy.check.grouping import report as grouped
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.decided.document import agreed_document, line_marked
from uphold.ui.page import PageRequest, page
from uphold.ui.respond import shown


@dataclass(frozen=True, slots=True)
class Finding:
    place: str
    words: str
    href: str
    case: str


@page(need=Permission.AGREEMENT_READ)
def index(request: PageRequest) -> HttpResponse:
    versions = list(version_list(request.actor))
    values = {"table": versions_table(versions), "may_draft": request.actor.may(Permission.AGREEMENT_PUBLISH)}
    return shown(request, "desk/agreements/index.html", framed(request, values, current="agreements"))


@page(need=Permission.AGREEMENT_READ)
def show(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version)
    decided = decisions_by_line(found)
    document = agreed_document(
        compiled(found),
        marked_line=line_marked(request.GET.get("row", "")),
        figure=lambda row: str(decided[row]) if row in decided else "",
    )
    values = placed(request, found, {"document": document}, page="agreement")
    return shown(request, "desk/agreements/show.html", values)


@page(need=Permission.AGREEMENT_READ)
def report(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version)
    checked = report_on(found.text, f"{slug}.md")
    values = {"summary": checked.summary, "groups": groups_of(checked, page_href=address(found))}
    return shown(
        request, "desk/agreements/report.html", placed(request, found, values, page="agreement-report")
    )


@lru_cache(maxsize=32)
def report_on(text: str, path: str) -> Report:
    """The checker's report; a text is checked once a process."""
    return grouped(check(text, path))


def groups_of(checked: Report, *, page_href: str) -> list[tuple[str, str, list[Finding]]]:
    """Code, heading and findings of each severity that has any."""
    headings = {
        "error": gettext("Errors forbid publishing"),
        "warning": gettext("Warnings ask"),
        "answered": gettext("Answered by a reading"),
        "note": gettext("Notes"),
    }
    return [
        (
            str(severity),
            headings[str(severity)],
            [
                Finding(
                    place=f"{problem.line}:{problem.column}",
                    words=problem.text,
                    href=f"{page_href}?row={problem.line}#row-{problem.line}" if page_href else "",
                    case=problem.case or "",
                )
                for problem in problems
            ],
        )
        for severity, problems in checked.groups
    ]


def versions_table(versions: list[Version]) -> Table:
    columns = ("Agreement", "Provider", "Version", "State", "In force from")
    return Table(
        caption=gettext("Agreements and their versions"),
        columns=tuple(Column(gettext(column)) for column in columns),
        rows=tuple(
            Row(
                cells=(
                    each.title,
                    each.agreement.provider.name,
                    each.version,
                    gettext(each.get_status_display()),
                    date_format(each.effective_on, "j F Y"),
                ),
                href=reverse("desk:agreement", args=[each.agreement.slug, each.version]),
            )
            for each in versions
        ),
    )
