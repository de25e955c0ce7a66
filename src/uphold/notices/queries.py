"""What a member of the staff has not read yet."""

from django.db.models import QuerySet

from uphold.access import Actor, Permission
from uphold.notices.models import Notification


def unread(actor: Actor) -> QuerySet[Notification]:
    """The newest first, each with a ticket that the actor may still see; contacts have none."""
    own = Notification.objects.filter(staff_id=(actor.id or 0) if actor.is_staff else 0, read_at=None)
    own = own.filter(ticket__provider_id__in=actor.provider_ids_for(Permission.TICKET_READ))
    return own.select_related("ticket").defer("ticket__search").order_by("-at", "-id")
