"""What a member of the staff has not read yet."""

from django.db.models import QuerySet

from uphold.access import Actor
from uphold.notices.models import Notification


def unread(actor: Actor) -> QuerySet[Notification]:
    """The newest first, each with its ticket; contacts have none."""
    own = Notification.objects.filter(staff_id=(actor.id or 0) if actor.is_staff else 0, read_at=None)
    return own.select_related("ticket").defer("ticket__search").order_by("-at", "-id")
