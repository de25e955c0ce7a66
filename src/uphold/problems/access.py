"""The only door to bugs. They are the staff's own; customers read of theirs on their tickets (`queries.bug_of`)."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission, require
from uphold.problems.models import Bug
from uphold.problems.refusals import BugIsMerged


def visible_bugs(actor: Actor) -> QuerySet[Bug]:
    """Staff: bugs of the providers whose bugs they may read; contacts: none."""
    if actor.is_system:
        return Bug.objects.all()
    if not actor.is_staff:
        return Bug.objects.none()
    return Bug.objects.filter(provider_id__in=actor.provider_ids_for(Permission.BUG_READ))


def get_bug(actor: Actor, number: str, *, need: Permission = Permission.BUG_READ) -> Bug:
    bugs = visible_bugs(actor).select_related("provider", "reported_by", "merged_into")
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
