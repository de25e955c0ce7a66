"""Which agreements bind the customer, and each of them whole, every row with an address."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.agreements.access import get_version
from uphold.agreements.bridge import compiled
from uphold.agreements.queries import version_list
from uphold.policy.decide.rule import Citation
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.decided.document import agreed_document, line_marked, row_href
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@portal_page(need=Permission.AGREEMENT_READ)
def index(request: PageRequest) -> HttpResponse:
    columns = (gettext("Agreement"), gettext("Provider"), gettext("Version"), gettext("In force from"))
    rows = [
        Row(
            cells=(
                each.title,
                each.agreement.provider.name,
                each.version,
                date_format(each.effective_on, "j F Y"),
            ),
            href=reverse("portal:agreement", args=[each.agreement.slug, each.version]),
        )
        for each in version_list(request.actor)
    ]
    table = Table(
        caption=gettext("Your agreements"),
        columns=tuple(Column(label) for label in columns),
        rows=tuple(rows),
    )
    return shown(
        request, "portal/agreements/index.html", framed(request, {"table": table}, current="agreements")
    )


@portal_page(need=Permission.AGREEMENT_READ)
def show(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version)
    document = agreed_document(compiled(found), marked_line=line_marked(request.GET.get("row", "")))
    values = {"version": found, "document": document}
    return shown(request, "portal/agreements/show.html", framed(request, values, current="agreements"))


def citation_href(citation: Citation) -> str:
    """The row of a citation, on the customer's page of that document and version."""
    return row_href(reverse("portal:agreement", args=[citation.document, citation.version]), citation)
