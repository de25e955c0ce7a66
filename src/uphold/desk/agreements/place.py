"""Where the pages of one version lie, and the tabs between them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.agreements.models import Version
from uphold.desk.frame import framed
from uphold.policy.decide.rule import Citation
from uphold.ui.components.navigation import Link
from uphold.ui.decided.document import row_href
from uphold.ui.page import PageRequest


def address(version: Version, page: str = "agreement") -> str:
    return reverse(f"desk:{page}", args=[version.agreement.slug, version.version])


def citation_href(citation: Citation) -> str:
    """The row of a citation, on the desk's page of that document and version."""
    return row_href(reverse("desk:agreement", args=[citation.document, citation.version]), citation)


def placed(request: PageRequest, version: Version, values: Mapping[str, Any], *, page: str) -> dict[str, Any]:
    """The values of a page of one version, with its crumbs and tabs."""
    may_publish = request.actor.may(Permission.AGREEMENT_PUBLISH, provider_id=version.agreement.provider_id)
    title = gettext("%(title)s, version %(version)s") % {"title": version.title, "version": version.version}
    crumbs = [
        Link(gettext("Agreements"), reverse("desk:agreements")),
        Link(title, "", is_current=True),
    ]
    values = {
        "version": version,
        "crumbs": crumbs,
        "tabs": tabs(version, page, may_publish=may_publish),
        "may_publish": may_publish,
        **values,
    }
    return framed(request, values, current="agreements")


def tabs(version: Version, page: str, *, may_publish: bool) -> list[Link]:
    pages = {
        "agreement": gettext("Document"),
        "agreement-report": gettext("Checker's report"),
        "agreement-ask": gettext("Ask the agreement"),
    }
    if may_publish and not version.is_published:
        pages["agreement-edit"] = gettext("Edit the draft")
    return [Link(label, address(version, name), is_current=name == page) for name, label in pages.items()]
