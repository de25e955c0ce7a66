"""Known errors: telling customers of a bug in words of their own, and no longer."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.problems.access import begin
from uphold.problems.models import Bug, KnownError
from uphold.problems.refusals import BugIncomplete
from uphold.problems.timeline import record


class BugHasNoProduct(Refused):
    code, kind, text = (
        "bug_has_no_product",
        CONFLICT,
        gettext_lazy(
            "Bug {0} names no product that is known, so nobody would find it; put that right first."
        ),
    )


class ErrorIsNotShown(Refused):
    code, kind, text = "error_is_not_shown", CONFLICT, gettext_lazy("Customers read nothing of bug {0}.")


@atomic
def publish_known_error(
    *, actor: Actor, bug: Bug, title: str, words: str, workaround: str = "", at: datetime
) -> KnownError:
    """Shown to whoever has the product. Published again it is shown in the new words."""
    bug = begin(actor, bug)
    if bug.known_product_id is None:
        raise BugHasNoProduct(bug.number)
    if not title.strip():
        raise BugIncomplete(gettext_lazy("title"))
    if not words.strip():
        raise BugIncomplete(gettext_lazy("words for customers"))
    error, _ = KnownError.objects.update_or_create(
        bug=bug,
        defaults={
            "title": title.strip(),
            "words": words.strip(),
            "workaround": workaround.strip(),
            "published_by_id": actor.id if actor.is_staff else None,
            "published_at": at,
            "withdrawn_at": None,
        },
    )
    record(bug, "bug.known_error_published", by=actor, at=at)
    return error


@atomic
def withdraw_known_error(*, actor: Actor, bug: Bug, at: datetime) -> KnownError:
    bug = begin(actor, bug)
    error = KnownError.objects.filter(bug=bug, withdrawn_at=None).first()
    if error is None:
        raise ErrorIsNotShown(bug.number)
    error.withdrawn_at = at
    error.save(update_fields=["withdrawn_at"])
    record(bug, "bug.known_error_withdrawn", by=actor, at=at)
    return error
