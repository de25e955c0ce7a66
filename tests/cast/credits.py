"""Credits as customers have them: lots that came in, and work that took from them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.access import Actor
from uphold.credits.actions import account_of, open_lot, record_movement
from uphold.credits.bridge import account_seen
from uphold.credits.models import CreditAccount, LedgerEntry, Lot, Movement, Place, Source
from uphold.credits.postings import moved, moved_all


def make_account(cast: Cast) -> CreditAccount:
    """Harbour's account with Northwind."""
    return account_of(organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk)


def make_lot(
    account: CreditAccount,
    *,
    credits: int = 60,  # noqa: A002 - the word of the trade
    opened_at: datetime | None = None,
    expires_at: datetime | None = None,
    covered_unit: str = "",
    source: Source = Source.PURCHASED,
    key: str = "",
) -> Lot:
    """Bought on the first of June 2026 and never ending, by default."""
    opened_at = opened_at or at("2026-06-01 09:00")
    return open_lot(
        account=account,
        source=source,
        name=f"{credits} credits",
        credits=credits,
        opened_at=opened_at,
        expires_at=expires_at,
        covered_unit=covered_unit,
        key=key or f"lot {account.lots.count() + 1} of {account.pk}",
        reason="Bought",
        by=Actor.system(),
        at=opened_at,
    )


def make_draw(
    lot: Lot,
    *,
    amount: int,
    work_at: datetime,
    key: str = "",
    reference: str = "NW-1",
    logged_at: datetime | None = None,
) -> LedgerEntry:
    """Work on a ticket took credits out of a lot."""
    return record_movement(
        account=lot.account,
        movement=Movement.DRAW,
        postings=moved(amount=amount, lot_id=lot.pk, out_of=Place.LOT, into=Place.WORK),
        work_at=work_at,
        key=key or f"draw {LedgerEntry.objects.count()}",
        reference=reference,
        reason="Work on the ticket",
        at=logged_at or work_at,
    )


def make_hold(lot: Lot, *, amount: int, at: datetime, key: str = "", reference: str = "NW-1") -> LedgerEntry:
    """Credits of a lot are set aside for a ticket."""
    return record_movement(
        account=lot.account,
        movement=Movement.HOLD,
        postings=moved(amount=amount, lot_id=lot.pk, out_of=Place.LOT, into=Place.HELD),
        work_at=at,
        key=key or f"hold {LedgerEntry.objects.count()}",
        reference=reference,
        reason="Waits for the cause",
        at=at,
    )


@contextmanager
def unguarded() -> Iterator[None]:
    """As a program would that passes by the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = origin")


def release_hold(
    *, account: CreditAccount, reference: str, key: str, reason: str, at: datetime
) -> LedgerEntry | None:
    """Gives free all that is set aside for a reference, as metering does; None where nothing is."""
    held = account_seen(account, reference=reference).held
    if not held:
        return None
    return record_movement(
        account=account,
        movement=Movement.RELEASE,
        postings=moved_all(held, out_of=Place.HELD, into=Place.LOT),
        work_at=at,
        key=key,
        reference=reference,
        reason=reason,
        at=at,
    )
