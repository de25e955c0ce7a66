"""The only door to bugs and releases: the staff's own; customers read of bugs on their tickets (`queries.bug_of`)."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission, require
from uphold.problems.models import Bug, Release
from uphold.problems.refusals import BugIsMerged, ReleaseIsOut


def visible_bugs(actor: Actor) -> QuerySet[Bug]:
    """Staff: bugs of the providers whose bugs they may read; contacts: none."""
    if actor.is_system:
        return Bug.objects.all()
    if not actor.is_staff:
        return Bug.objects.none()
    return Bug.objects.filter(provider_id__in=actor.provider_ids_for(Permission.BUG_READ))


def get_bug(actor: Actor, number: str, *, need: Permission = Permission.BUG_READ) -> Bug:
    bugs = visible_bugs(actor).select_related("provider", "reported_by", "merged_into", "known_error")
    bug = bugs.filter(number=number.upper()).first()
    if bug is None:
        raise NotThere("bug")
    if not actor.may(need, provider_id=bug.provider_id):
        raise NotAllowed(need)
    return bug


def begin(actor: Actor, bug: Bug) -> Bug:
    """The first step of a verb: through the door, then the lock. What was merged into another changes no more."""
    if actor.is_staff and bug.provider_id not in actor.grants:
        raise NotThere("bug")
    require(actor, Permission.BUG_MANAGE, provider_id=bug.provider_id)
    bug = lock_bug(bug.pk)
    if bug.merged_into is not None:
        raise BugIsMerged(bug.number, bug.merged_into.number)
    return bug


def lock_bug(bug_id: int) -> Bug:
    """The row as it is now, ours until the transaction ends; what it is linked to changes only under this lock."""
    locked = Bug.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("provider", "merged_into").get(pk=bug_id)


def visible_releases(actor: Actor) -> QuerySet[Release]:
    """Staff: releases of the providers whose products they may read; contacts have rights to them (`queries`)."""
    if actor.is_system:
        return Release.objects.all()
    if not actor.is_staff:
        return Release.objects.none()
    return Release.objects.filter(provider_id__in=actor.provider_ids_for(Permission.PRODUCT_READ))


def get_release(actor: Actor, release_id: int, *, need: Permission = Permission.PRODUCT_READ) -> Release:
    releases = visible_releases(actor).select_related("provider", "version__product__provider", "drafted_by")
    release = releases.filter(pk=release_id).first()
    if release is None:
        raise NotThere("release")
    if not actor.may(need, provider_id=release.provider_id):
        raise NotAllowed(need)
    return release


def begin_with_release(actor: Actor, release: Release) -> Release:
    """The first step of a verb of drafts: through the door, then the lock. What is out changes no more."""
    get_release(actor, release.pk, need=Permission.PRODUCT_MANAGE)
    locked = Release.objects.select_for_update(of=("self",), no_key=True)
    release = locked.select_related("provider", "version__product__provider").get(pk=release.pk)
    if release.is_out:
        raise ReleaseIsOut(release.version.name)
    return release
