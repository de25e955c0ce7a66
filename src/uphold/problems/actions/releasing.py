"""Releases: a version is drafted with the bugs that it ends, and comes out once; then its customers' rights stand."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotThere, Permission, require
from uphold.agreements.decisions import decision_of, record_decisions
from uphold.journal.models import Entry
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.models import Organisation
from uphold.problems.access import begin_with_release, get_release
from uphold.problems.actions.deciding import release_bug
from uphold.problems.entitled import rights_to
from uphold.problems.models import Bug, Release, ReleasedBug, ReleaseRight
from uphold.problems.timeline import record_release
from uphold.products.actions import change_version
from uphold.products.models import ProductVersion
from uphold.tickets.actions.talking import worded

LONGEST_CHARGE = 200
Entitled = ReleaseRight.Entitled


class VersionHasItsRelease(Refused):
    code, kind, text = (
        "version_has_its_release",
        CONFLICT,
        gettext_lazy("Version {0} has a release already."),
    )


class ReleaseNeedsItsKind(Refused):
    code, kind, text = (
        "release_needs_its_kind",
        INVALID,
        gettext_lazy("Say what agreements call it: by it they say who is entitled."),
    )


class BugIsOfAnother(Refused):
    code, kind, text = (
        "bug_is_of_another",
        INVALID,
        gettext_lazy("Bug {0} is of another provider or product."),
    )


class RightIsSaid(Refused):
    code, kind, text = (
        "right_is_said",
        CONFLICT,
        gettext_lazy("Whether {0} is entitled is said already."),
    )


@atomic
def draft_release(
    *,
    actor: Actor,
    version: ProductVersion,
    kind: str,
    notes: str = "",
    bugs: Sequence[Bug] = (),
    at: datetime,
) -> Release:
    """Nobody is told of a draft."""
    provider = version.product.provider
    if actor.is_staff and provider.pk not in actor.grants:
        raise NotThere("version")
    require(actor, Permission.PRODUCT_MANAGE, provider_id=provider.pk)
    with refused_by("problems_release_version_id_key", VersionHasItsRelease(version.name)):
        release = Release.objects.create(
            provider=provider,
            version=version,
            kind=named_kind(kind),
            notes=notes.strip(),
            drafted_by_id=actor.id if actor.is_staff else None,
            drafted_at=at,
        )
    set_bugs(release, bugs)
    record_release(release, "release.drafted", by=actor, at=at)
    return release


@atomic
def change_release(
    *, actor: Actor, release: Release, kind: str, notes: str, bugs: Sequence[Bug], at: datetime
) -> Release:
    """While it is a draft."""
    release = begin_with_release(actor, release)
    release.kind, release.notes = named_kind(kind), notes.strip()
    release.save(update_fields=["kind", "notes"])
    set_bugs(release, bugs)
    record_release(release, "release.changed", by=actor, at=at)
    return release


@atomic
def publish_release(*, actor: Actor, release: Release, at: datetime) -> Release:
    """It is out: its bugs are released with their tickets, and what each customer's agreement says is kept.

    All or nothing: a bug that cannot be released says so, and nothing is out.
    """
    version = get_release(actor, release.pk, need=Permission.PRODUCT_MANAGE).version
    change_version(
        actor=actor,
        version=version,
        name=version.name,
        released_on=at.date(),
        sale_ends_on=version.sale_ends_on,
        support_ends_on=version.support_ends_on,
        at=at,
    )
    release = begin_with_release(actor, release)
    for bug in release.bugs.order_by("pk"):
        release_bug(actor=actor, bug=bug, version=version.name, released_as=release.kind, at=at)
    release.released_at = at
    release.save(update_fields=["released_at"])
    entry = record_release(release, "release.published", by=actor, at=at)
    keep_rights(release, entry=entry)
    return release


@atomic
def decide_right(
    *,
    actor: Actor,
    release: Release,
    organisation: Organisation,
    is_entitled: bool,
    charge: str = "",
    reason: str,
    at: datetime,
) -> ReleaseRight:
    """Where the agreement says nothing a person does, with a reason, once; the entitled are told then."""
    release = get_release(actor, release.pk, need=Permission.PRODUCT_MANAGE)
    rights = ReleaseRight.objects.select_for_update(of=("self",), no_key=True)
    right = rights.filter(release=release, organisation=organisation).first()
    if right is None:
        raise NotThere("right")
    if right.entitled != Entitled.NOT_SAID:
        raise RightIsSaid(organisation.name)
    right.entitled = Entitled.YES if is_entitled else Entitled.NO
    right.charge = charge.strip()[:LONGEST_CHARGE]
    right.reason, right.decided_by_id, right.decided_at = worded(reason), actor.id, at
    right.save(update_fields=["entitled", "charge", "reason", "decided_by", "decided_at"])
    detail = {"entitled": right.entitled, "organisation": organisation.pk}
    record_release(
        release, "release.right_decided", by=actor, at=at, detail=detail, organisation_id=organisation.pk
    )
    return right


def keep_rights(release: Release, *, entry: Entry) -> None:
    """One row a customer, and the decision behind it where an agreement was asked."""
    rights = rights_to(release, at=entry.at)
    ReleaseRight.objects.bulk_create(
        ReleaseRight(
            release=release, organisation=right.organisation, entitled=right.entitled, charge=right.charge
        )
        for right in rights
    )
    record_decisions(
        decision_of(
            kind="release",
            ruling=right.answer.ruling,
            outcome={"entitled": right.entitled, "charge": right.charge},
            version_id=right.terms.version.pk,
            about=release,
            organisation_id=right.organisation.pk,
            entry=entry,
            at=entry.at,
        )
        for right in rights
        if right.answer is not None and right.terms is not None
    )


def set_bugs(release: Release, bugs: Sequence[Bug]) -> None:
    product = release.version.product
    for bug in bugs:
        if bug.provider_id != release.provider_id or bug.known_product_id not in {None, product.pk}:
            raise BugIsOfAnother(bug.number)
    ReleasedBug.objects.filter(release=release).exclude(bug__in=bugs).delete()
    ReleasedBug.objects.bulk_create(
        (ReleasedBug(release=release, bug=bug) for bug in bugs), ignore_conflicts=True
    )


def named_kind(kind: str) -> str:
    kind = " ".join(kind.split())
    if not kind:
        raise ReleaseNeedsItsKind
    return kind
