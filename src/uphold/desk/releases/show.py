"""The page of one release: what it would bring while it is a draft; who was told of it once it is out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.agreements.place import citation_href
from uphold.desk.bugs.preview import Preview, coming_back, summed
from uphold.desk.bugs.sheet import BugSheet
from uphold.desk.bugs.wording import consumed_words
from uphold.desk.bugs.wording import status_of as status_of_bug
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.releases.index import name_of, status_of
from uphold.mail.models import OutgoingMail
from uphold.notices.releases import keys_of
from uphold.people.models import Contact
from uphold.problems.access import get_release
from uphold.problems.entitled import NOT_SAID, Right, rights_to
from uphold.problems.models import Release, ReleaseRight
from uphold.ui.components.clause import Clause
from uphold.ui.components.status import Status
from uphold.ui.decided.clause import clause_of_ruling
from uphold.ui.installed.released import charge_words, right_words
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import shown

MOST = 200


@dataclass(frozen=True, slots=True)
class BugRow:
    number: str
    title: str
    href: str
    status: Status


@dataclass(frozen=True, slots=True)
class RightRow:
    """A customer's right to it; `told` says to whom a letter went and how far it came."""

    organisation: str
    words: str
    charge: str
    clause: Clause | None
    told: tuple[str, ...]
    decide_href: str


@desk_page(need=Permission.PRODUCT_READ)
def show(request: PageRequest, release_id: int) -> HttpResponse:
    release = get_release(request.actor, release_id)
    reader = reader_of(request)
    may_manage = request.actor.may(Permission.PRODUCT_MANAGE, provider_id=release.provider_id)
    values: dict[str, Any] = {
        "release": release,
        "name": name_of(release),
        "status": status_of(release),
        "bugs": bug_rows(release),
        "preview": None if release.is_out else preview_of(request, release, reader=reader),
        "rights": kept_rows(release, may_manage=may_manage)
        if release.is_out
        else right_rows(release, reader),
        "may_manage": may_manage,
        "publication": reverse("desk:release-publication", args=[release.pk]),
    }
    return shown(request, "desk/releases/show.html", framed(request, values, current="bugs"))


def bug_rows(release: Release) -> list[BugRow]:
    bugs = release.bugs.select_related("merged_into").order_by("number")
    return [
        BugRow(bug.number, bug.title, reverse("desk:bug", args=[bug.number]), status_of_bug(bug))
        for bug in bugs
    ]


def preview_of(request: PageRequest, release: Release, *, reader: Reader) -> Preview | None:
    """What all of its bugs bring back together, as their agreements say to this kind of release."""
    found = []
    for bug in release.bugs.select_related("provider").order_by("number"):
        bug.released_as = release.kind
        found.append(coming_back(BugSheet(actor=request.actor, bug=bug, reader=reader)))
    if not found:
        return None
    rows = tuple(row for each in found for row in each.rows)
    return Preview(
        rows=rows,
        total=consumed_words(summed(row.back for row in rows)),
        tickets=sum(each.tickets for each in found),
        people=sum(each.people for each in found),
        unasked=sum(each.unasked for each in found),
    )


def right_rows(release: Release, reader: Reader) -> list[RightRow]:
    """As the agreements in force now would have it."""
    return [row_of(right) for right in rights_to(release, at=reader.now)[:MOST]]


def row_of(right: Right) -> RightRow:
    return RightRow(
        organisation=right.organisation.name,
        words=right_words(right.entitled),
        charge=charge_words(right.charge, entitled=right.entitled),
        clause=clause_of(right),
        told=(),
        decide_href="",
    )


def kept_rows(release: Release, *, may_manage: bool) -> list[RightRow]:
    kept = list(release.rights.select_related("organisation", "decided_by").order_by("organisation__name"))[
        :MOST
    ]
    said = rights_to(
        release, at=release.released_at or release.drafted_at, among=[right.organisation_id for right in kept]
    )
    asked, told = {right.organisation.pk: right for right in said}, told_by(release)
    return [
        RightRow(
            organisation=right.organisation.name,
            words=decided_words(right),
            charge=charge_words(right.charge, entitled=right.entitled),
            clause=clause_of(asked.get(right.organisation_id)),
            told=told.get(right.organisation_id, ()),
            decide_href=decide_href(right) if may_manage else "",
        )
        for right in kept
    ]


def decided_words(right: ReleaseRight) -> str:
    words = right_words(right.entitled)
    if right.decided_by is None:
        return words
    return gettext("%(words)s, by %(name)s: %(reason)s") % {
        "words": words,
        "name": right.decided_by.name,
        "reason": right.reason,
    }


def decide_href(right: ReleaseRight) -> str:
    """Only where nothing is said."""
    if right.entitled != NOT_SAID:
        return ""
    return reverse("desk:release-right", args=[right.release_id, right.organisation_id])


def clause_of(right: Right | None) -> Clause | None:
    if right is None or right.answer is None:
        return None
    return clause_of_ruling(right.answer.ruling, href=citation_href)


def told_by(release: Release) -> Mapping[int, tuple[str, ...]]:
    """By organisation: each letter with how far it came."""
    keys = keys_of(release)
    mails = dict(
        OutgoingMail.objects.filter(key__startswith=keys).order_by("pk").values_list("key", "status")
    )
    contacts = Contact.objects.filter(pk__in=[int(key.removeprefix(keys)) for key in mails]).order_by("name")
    said = {"queued": gettext("queued"), "sent": gettext("sent"), "failed": gettext("failed")}
    told: dict[int, list[str]] = defaultdict(list)
    for contact in contacts:
        told[contact.organisation_id].append(f"{contact.name}: {said[mails[f'{keys}{contact.pk}']]}")
    return {organisation: tuple(words) for organisation, words in told.items()}
