"""What moved on from a lot into the one after it: for work of the time before, it is still the first lot's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Sum

from uphold.credits.models import CreditAccount, Lot, Movement, Place, Posting


def carried_on(account: CreditAccount, lots: Iterable[Lot]) -> Mapping[int, int]:
    """How many credits of each lot are in the one that it rolls over to; lots with none are left out."""
    in_order = sorted(lots, key=lambda lot: (lot.opened_at, lot.pk))
    after = successors(in_order)
    net = gained_by_rollover(account) if after else {}
    if not net:
        return {}
    came_in: dict[int, int] = defaultdict(int)
    carried: dict[int, int] = {}
    for lot in in_order:
        if lot.pk in after:
            carried[lot.pk] = came_in[lot.pk] - net.get(lot.pk, 0)
            came_in[after[lot.pk].pk] += carried[lot.pk]
    return {lot_id: amount for lot_id, amount in carried.items() if amount > 0}


def successors(lots: Sequence[Lot]) -> Mapping[int, Lot]:
    """By number, the lot that each rolls over to."""
    by_key = {lot.key: lot for lot in lots}
    return {lot.pk: by_key[lot.rolls_over_to] for lot in lots if lot.rolls_over_to in by_key}


def successor_of(lot: Lot) -> Lot | None:
    if not lot.rolls_over_to:
        return None
    return Lot.objects.filter(account_id=lot.account_id, key=lot.rolls_over_to).first()


def gained_by_rollover(account: CreditAccount) -> Mapping[int, int]:
    rows = Posting.objects.filter(
        entry__account=account, entry__movement=Movement.ROLLOVER, place=Place.LOT
    ).values_list("lot_id")
    return {lot_id: total for lot_id, total in rows.annotate(total=Sum("credits")) if lot_id is not None}
