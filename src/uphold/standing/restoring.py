"""Restoring: what was suspended for money ends with the money, in the same transaction."""

from datetime import datetime
from zoneinfo import ZoneInfo

from uphold.access import Actor
from uphold.people.models import Customership
from uphold.standing.models import Suspension
from uphold.standing.queries import active_suspensions, undisputed
from uphold.standing.telling import record_suspension

PAID = "paid"


def restore(customer: Customership, *, at: datetime) -> list[Suspension]:
    """Ends every suspension when nothing undisputed is overdue. The customer is locked.

    "In good standing" and "paid in full" ask the same: what is not due yet keeps nothing closed (decision 0012).
    """
    suspensions = list(active_suspensions(customer.organisation_id, customer.provider_id))
    if not suspensions:
        return []
    oldest = undisputed(customer.organisation_id, customer.provider_id).first()
    ended = [
        each
        for each in suspensions
        if oldest is None or oldest.due_on >= at.astimezone(ZoneInfo(each.version.timezone)).date()
    ]
    for each in ended:
        each.organisation, each.provider = customer.organisation, customer.provider
        end(each, at=at)
        record_suspension("standing.restored", each, by=Actor.system(), at=at, detail={"because": PAID})
    return ended


def end(suspension: Suspension, *, at: datetime) -> None:
    suspension.ends_at = max(at, suspension.starts_at)
    suspension.save(update_fields=["ends_at", "lifted_by", "lifted_because"])
