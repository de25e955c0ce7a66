"""What the worker does: it says once that a unit which had to be back has not come."""

from datetime import UTC, datetime, timedelta

from uphold.access import Actor
from uphold.hardware.access import lock_return
from uphold.hardware.models import ReturnAuthorization
from uphold.hardware.queries import is_overdue
from uphold.hardware.timeline import record_return
from uphold.kit.transaction import atomic

MOST = 200
FARTHEST_WEST = timedelta(hours=12)


def tell_overdue(at: datetime) -> int:
    """Returns how many were said to be overdue."""
    behind = ReturnAuthorization.objects.filter(
        state__in=ReturnAuthorization.AHEAD,
        overdue_told_at=None,
        return_by_on__lt=(at + FARTHEST_WEST).astimezone(UTC).date(),
    )
    keys = list(behind.order_by("pk").values_list("pk", flat=True)[:MOST])
    return sum(tell_one(key, at=at) for key in keys)


@atomic
def tell_one(return_id: int, *, at: datetime) -> bool:
    row = lock_return(return_id)
    if row.overdue_told_at is not None or not is_overdue(row, at=at):
        return False
    row.overdue_told_at = at
    row.save(update_fields=["overdue_told_at"])
    record_return(row, "return.overdue", by=Actor.system(), at=at)
    return True
