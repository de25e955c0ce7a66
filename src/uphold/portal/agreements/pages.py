"""Which agreements bind the customer, and each of them whole, every row with an address."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.agreements.access import get_version
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.agreements.queries import local_day, version_list
from uphold.kit.clock import now
from uphold.policy.decide.rule import Citation
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.decided.document import agreed_document, line_marked, row_href
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@portal_page(need=Permission.AGREEMENT_READ)
def index(request: PageRequest) -> HttpResponse:
    values = {"table": table_of(list(version_list(request.actor)), at=now())}
    return shown(request, "portal/agreements/index.html", framed(request, values, current="agreements"))


@portal_page(need=Permission.AGREEMENT_READ)
def show(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version)
    document = agreed_document(compiled(found), marked_line=line_marked(request.GET.get("row", "")))
    values = {"version": found, "document": document}
    return shown(request, "portal/agreements/show.html", framed(request, values, current="agreements"))


def citation_href(citation: Citation) -> str:
    """The row of a citation, on the customer's page of that document and version."""
    return row_href(reverse("portal:agreement", args=[citation.document, citation.version]), citation)


def table_of(versions: list[Version], *, at: datetime) -> Table:
    labels = (
        gettext("Agreement"),
        gettext("Provider"),
        gettext("Version"),
        gettext("In force from"),
        gettext("State"),
    )
    in_force = in_force_among(versions, at=at)
    return Table(
        caption=gettext("Your agreements"),
        columns=tuple(Column(label) for label in labels),
        rows=tuple(Row(cells=cells_of(each, in_force=in_force), href=href_of(each)) for each in versions),
    )


def cells_of(version: Version, *, in_force: Mapping[int, Version]) -> tuple[str, ...]:
    current = in_force.get(version.agreement_id)
    if current is None or version.effective_on > current.effective_on:
        state = gettext("not in force yet")
    else:
        state = gettext("in force") if version == current else gettext("earlier")
    return (
        version.title,
        version.agreement.provider.name,
        version.version,
        date_format(version.effective_on, "j F Y"),
        state,
    )


def in_force_among(versions: list[Version], *, at: datetime) -> Mapping[int, Version]:
    """Of each agreement the latest whose day has come; the versions stand newest first."""
    found: dict[int, Version] = {}
    for each in versions:
        if each.effective_on <= local_day(each, at):
            found.setdefault(each.agreement_id, each)
    return found


def href_of(version: Version) -> str:
    return reverse("portal:agreement", args=[version.agreement.slug, version.version])
