"""Credits that come in: a lot, opened once for its key by an entry of the ledger."""

from datetime import datetime

from uphold.access import Actor
from uphold.agreements.models import Contract
from uphold.credits.actions.account import lock_account
from uphold.credits.actions.movement import record_movement
from uphold.credits.models import CreditAccount, Lot, Movement, Place, Source
from uphold.credits.postings import Cited, moved
from uphold.kit.transaction import atomic


@atomic
def open_lot(
    *,
    account: CreditAccount,
    source: Source,
    name: str,
    credits: int,  # noqa: A002 - the word of the trade
    opened_at: datetime,
    expires_at: datetime | None,
    key: str,
    reason: str,
    reference: str = "",
    contract: Contract | None = None,
    covered_unit: str = "",
    rolls_over_to: str = "",
    citation: Cited | None = None,
    by: Actor,
    at: datetime,
) -> Lot:
    """The lot of this key, with its credits in it; the same key again returns it as it is now."""
    account = lock_account(account)
    known = Lot.objects.filter(account=account, key=key).first()
    if known is not None:
        return known
    lot = Lot.objects.create(
        account=account,
        source=source,
        name=name,
        granted_credits=credits,
        opened_at=opened_at,
        expires_at=expires_at,
        covered_unit=covered_unit,
        rolls_over_to=rolls_over_to,
        contract=contract,
        key=key,
    )
    record_movement(
        account=account,
        movement=Movement.OPENING,
        postings=moved(amount=credits, lot_id=lot.pk, out_of=Place.ISSUED, into=Place.LOT),
        work_at=opened_at,
        key=f"lot:{key}",
        reference=reference,
        reason=reason,
        citation=citation,
        by=by,
        at=at,
    )
    lot.refresh_from_db()
    return lot
