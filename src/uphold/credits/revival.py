"""Work that was done before a lot expired and logged after: it finds what expired, as if logged in time."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, Sum
from django.utils.translation import gettext

from uphold.credits.models import CreditAccount, Lot, Movement, Place, Posting
from uphold.credits.postings import LotPosting, by_lot, moved
from uphold.credits.writing import write_entry


def revive(
    account: CreditAccount,
    postings: Sequence[LotPosting],
    *,
    work_at: datetime | None,
    key: str,
    reference: str,
    at: datetime,
) -> None:
    """Brings back what expired of the lots that lose credits, as far as they lack it. Dated at the expiry.

    `work_at` None: credits are set aside for work of several dates, and whoever does it has looked at each.
    """
    wanted = {lot_id: -gain for lot_id, gain in by_lot(postings).items() if gain < 0}
    ended_after = Q() if work_at is None else Q(expires_at__gt=work_at)
    for lot in Lot.objects.filter(ended_after, pk__in=wanted).order_by("pk"):
        missing = wanted[lot.pk] - lot.remaining_credits
        found = min(missing, expired_of(lot)) if missing > 0 else 0
        if found and lot.expires_at is not None:
            write_entry(
                account=account,
                movement=Movement.REVIVAL,
                postings=moved(amount=found, lot_id=lot.pk, out_of=Place.EXPIRED, into=Place.LOT),
                work_at=lot.expires_at,
                key=f"{key}:revival:{lot.pk}",
                reference=reference,
                reason=gettext("Brought back for work that was done before these credits expired"),
                at=at,
            )


def expired_of(lot: Lot) -> int:
    """What expired of a lot and was not brought back."""
    found = Posting.objects.filter(lot=lot, place=Place.EXPIRED).aggregate(total=Sum("credits"))
    return found["total"] or 0
