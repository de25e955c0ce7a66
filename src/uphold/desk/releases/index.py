"""The releases, and the versions of which one can be drafted."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.problems.models import Release
from uphold.problems.released import release_list, versions_to_release
from uphold.ui.components.navigation import Link
from uphold.ui.components.status import Status
from uphold.ui.installed.wording import day_words
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    name: str
    href: str
    kind: str
    status: Status
    bugs: int


@desk_page(need=Permission.PRODUCT_READ)
def show(request: PageRequest) -> HttpResponse:
    versions = versions_to_release(request.actor)
    values = {
        "rows": [row_of(release) for release in release_list(request.actor)],
        "versions": [
            Link(f"{version.product.name} {version.name}", reverse("desk:release-new", args=[version.pk]))
            for version in versions
        ],
    }
    return shown(request, "desk/releases/index.html", framed(request, values, current="bugs"))


def row_of(release: Release) -> ReleaseRow:
    return ReleaseRow(
        name=name_of(release),
        href=reverse("desk:release", args=[release.pk]),
        kind=release.kind,
        status=status_of(release),
        bugs=getattr(release, "bugs_count", 0),
    )


def name_of(release: Release) -> str:
    return f"{release.version.product.name} {release.version.name}"


def status_of(release: Release) -> Status:
    if release.released_at is None:
        return Status(code="new", words=gettext("draft"))
    day = day_words(release.released_at.date())
    return Status(code="resolved", words=gettext("out since %(day)s") % {"day": day})
