"""The order in which lots are drawn is policy's; here rows are put into it."""

from collections.abc import Iterable

from uphold.credits.models import Lot
from uphold.policy.credits.lots import Lot as PolicyLot
from uphold.policy.credits.lots import Source, in_draw_order


def drawn_in_order(lots: Iterable[Lot]) -> tuple[Lot, ...]:
    """The lots as they are drawn: the one that ends first, then the oldest."""
    rows = {str(lot.pk): lot for lot in sorted(lots, key=lambda lot: lot.pk)}
    ordered = in_draw_order(tuple(policy_lot(lot, credits=lot.remaining_credits) for lot in rows.values()))
    return tuple(rows[lot.name] for lot in ordered)


def policy_lot(lot: Lot, *, credits: int) -> PolicyLot:  # noqa: A002 - the word of the trade
    """A lot as policy knows it, under its number."""
    return PolicyLot(
        name=str(lot.pk),
        credits=credits,
        opened_at=lot.opened_at,
        source=Source(lot.source),
        expires_at=lot.expires_at,
    )
