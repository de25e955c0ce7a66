"""New versions of what the customer uses: whether they are entitled, at what charge, and by which row."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse

from uphold.access import Permission
from uphold.portal.agreements.pages import citation_href
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.problems.entitled import rights_to
from uphold.problems.known_errors import errors_of_customer
from uphold.problems.models import ReleaseRight
from uphold.problems.released import rights_of_customer
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import clause_of_ruling
from uphold.ui.installed.released import charge_words, right_words
from uphold.ui.installed.wording import day_words
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@dataclass(frozen=True, slots=True)
class VersionRow:
    name: str
    kind: str
    since: str
    notes: str
    entitled: str
    charge: str
    reason: str
    clause: Clause | None


@portal_page(need=Permission.UNIT_READ)
def show(request: PageRequest) -> HttpResponse:
    rights = list(rights_of_customer(request.actor))
    clauses = clauses_of(rights)
    values = {
        "rows": [row_of(right, clauses.get(right.pk)) for right in rights],
        "errors": errors_of_customer(request.actor),
    }
    return shown(request, "portal/releases/page.html", framed(request, values, current="units"))


def row_of(right: ReleaseRight, clause: Clause | None) -> VersionRow:
    release = right.release
    return VersionRow(
        name=f"{release.version.product.name} {release.version.name}",
        kind=release.kind,
        since=day_words(release.released_at.date() if release.released_at else None),
        notes=release.notes,
        entitled=right_words(right.entitled),
        charge=charge_words(right.charge, entitled=right.entitled),
        reason=right.reason,
        clause=clause,
    )


def clauses_of(rights: list[ReleaseRight]) -> Mapping[int, Clause]:
    """By right: the row as it stood on the day of the release; asked once for releases of one day and kind."""
    alike: dict[tuple[object, ...], list[ReleaseRight]] = defaultdict(list)
    for right in rights:
        release = right.release
        key = (release.provider_id, release.kind, release.released_at, right.organisation_id)
        alike[key].append(right)
    clauses: dict[int, Clause] = {}
    for found in alike.values():
        release, organisation = found[0].release, found[0].organisation_id
        at = release.released_at or release.drafted_at
        said = rights_to(release, at=at, among=[organisation])[0]
        clause = clause_of_ruling(said.answer.ruling, href=citation_href) if said.answer else None
        clauses |= {right.pk: clause for right in found if clause}
    return clauses
