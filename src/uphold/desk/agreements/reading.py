"""Reading agreements: the list, the document with its rows, and what the checker says about it."""

from datetime import date
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.agreements.access import get_version
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.agreements.queries import decisions_by_line, version_list
from uphold.desk.agreements.checked import checked
from uphold.desk.agreements.place import address, placed
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit.clock import now
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.decided.document import agreed_document, line_marked
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@desk_page(need=Permission.AGREEMENT_READ)
def index(request: PageRequest) -> HttpResponse:
    versions = list(version_list(request.actor))
    values = {"table": versions_table(versions), "may_draft": request.actor.may(Permission.AGREEMENT_PUBLISH)}
    return shown(request, "desk/agreements/index.html", framed(request, values, current="agreements"))


@desk_page(need=Permission.AGREEMENT_READ)
def show(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version)
    decided = decisions_by_line(found)
    document = agreed_document(
        compiled(found),
        marked_line=line_marked(request.GET.get("row", "")),
        figure=(lambda row: str(decided.get(row, ""))) if decided else None,
    )
    values = placed(request, found, {"document": document}, page="agreement")
    return shown(request, "desk/agreements/show.html", values)


@desk_page(need=Permission.AGREEMENT_READ)
def report(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version)
    provider = found.agreement.provider
    values = {"checked": checked(found.text, provider=provider, path=f"{slug}.md", page_href=address(found))}
    return shown(
        request, "desk/agreements/report.html", placed(request, found, values, page="agreement-report")
    )


def versions_table(versions: list[Version]) -> Table:
    labels = (
        gettext("Agreement"),
        gettext("Provider"),
        gettext("Version"),
        gettext("State"),
        gettext("In force from"),
    )
    return Table(
        caption=gettext("Agreements and their versions"),
        columns=tuple(Column(label) for label in labels),
        rows=tuple(Row(cells=cells_of(each), href=address(each)) for each in versions),
    )


def cells_of(version: Version) -> tuple[str, ...]:
    is_annex = version.agreement.is_annex
    return (
        gettext("%(title)s (annex)") % {"title": version.title} if is_annex else version.title,
        version.agreement.provider.name,
        version.version,
        state_words(version),
        date_format(version.effective_on, "j F Y"),
    )


def state_words(version: Version) -> str:
    """Draft, checked, published ahead, in force, or followed by a later one."""
    status = Version.Status(version.status)
    if status is Version.Status.PUBLISHED and version.effective_on > today(version):
        return gettext("published, not in force yet")
    return {
        Version.Status.DRAFT: gettext("draft with errors"),
        Version.Status.CHECKED: gettext("draft, ready to publish"),
        Version.Status.PUBLISHED: gettext("published"),
        Version.Status.SUPERSEDED: gettext("followed by a later version"),
    }[status]


def today(version: Version) -> date:
    return now().astimezone(ZoneInfo(version.timezone)).date()
