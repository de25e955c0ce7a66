"""Rows to the ledger of policy, as one ticket sees it, and policy's entries back to rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter

from django.db.models import Q, Sum

from uphold.credits.models import CreditAccount, Lot, Movement, Place, Posting
from uphold.credits.order_of_lots import policy_lot
from uphold.credits.postings import LotPosting
from uphold.credits.rollover import carried_on, successors
from uphold.policy.credits.ledger import Ledger, ledger_seen, summed
from uphold.policy.credits.lots import Lot as PolicyLot
from uphold.policy.credits.postings import HELD, ISSUED, OWED, WORK, Entry
from uphold.policy.credits.postings import Movement as PolicyMovement
from uphold.policy.credits.postings import Posting as PolicyPosting

OPPOSITE = {HELD: Place.HELD, ISSUED: Place.ISSUED, WORK: Place.WORK}
"""Accounts of policy that credits leave lots and debt for, or come from."""

OF_WORK = {
    Movement.DRAW.value: PolicyMovement.DRAW,
    Movement.SETTLEMENT.value: PolicyMovement.SETTLEMENT,
    Movement.REFUND.value: PolicyMovement.REFUND,
    Movement.REVERSAL.value: PolicyMovement.REVERSAL,
}
"""Movements that took credits for work or gave them back: policy needs to know those of a ticket."""

BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """The account as one ticket sees it, and what its next movements need: its lots, its holds, the keys it used."""

    ledger: Ledger = field(default_factory=Ledger)
    lots: Mapping[int, Lot] = field(default_factory=dict)
    held: Mapping[int, int] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Posted:
    """A posting with what is read of its entry."""

    place: str
    lot_id: int | None
    credits: int
    entry_id: int
    at: datetime
    movement: str
    problem: str
    key: str


def ledger_for(account: CreditAccount, *, reference: str, covered_unit: str = "") -> Ledger:
    """The account as the ticket of this number sees it: lots under their numbers, and what it took itself."""
    return account_seen(account, reference=reference, covered_unit=covered_unit).ledger


def account_seen(account: CreditAccount, *, reference: str, covered_unit: str = "") -> AccountSeen:
    """The same with what a movement needs.

    Of a lot it sees what is left, what its own hold has set aside, and what expired or moved on into the next lot: work
    of a time before finds it. Lots for a covered unit are seen by tickets about that unit alone.
    """
    own = postings_for(account, reference=reference)
    held = held_of(own)
    is_seen = Q(covered_unit__in=("", covered_unit)) | Q(pk__in={each.lot_id for each in own if each.lot_id})
    lots = list(Lot.objects.filter(is_seen, account=account).order_by("pk"))
    ledger = ledger_seen(
        lots_seen(account, lots, held=held), entries=entries_of_work(own, reference=reference)
    )
    debt = -account.owed_credits - ledger.held_by(OWED)
    return AccountSeen(
        ledger=ledger.recording(opening_debt(debt)) if debt else ledger,
        lots={lot.pk: lot for lot in lots},
        held=held,
        keys=frozenset(each.key for each in own),
    )


def key_of(entry: Entry, *, reference: str) -> str:
    """The key under which an entry that policy named within a ticket happens once."""
    return f"{reference}:{entry.key}"


def postings_of(entry: Entry) -> tuple[LotPosting, ...]:
    """The rows of an entry of policy: each lot's part is matched with the place that it reaches or leaves."""
    places = {OPPOSITE[posting.account] for posting in entry.postings if posting.account in OPPOSITE}
    if len(places) != 1:
        raise ValueError("An entry of work moves credits between lots and one other place.")
    (place,) = places
    return tuple(
        row
        for posting in summed(entry.postings)
        if posting.account not in OPPOSITE
        for row in matched(posting, place=place)
    )


def postings_for(account: CreditAccount, *, reference: str) -> Sequence[Posted]:
    postings = Posting.objects.filter(entry__account=account, entry__reference=reference)
    of_entry = ("entry_id", "entry__at", "entry__movement", "entry__problem", "entry__key")
    rows = postings.order_by("entry__at", "entry_id", "id").values_list(
        "place", "lot_id", "credits", *of_entry
    )
    return [Posted(*row) for row in rows]


def lots_seen(
    account: CreditAccount, lots: Sequence[Lot], *, held: Mapping[int, int]
) -> tuple[PolicyLot, ...]:
    """What moved on, or will, is the first lot's: it is seen there, until the lot that it moves into ends."""
    expired, carried, after = expired_by_lot(lots), carried_on(account, lots), successors(lots)
    left = {lot.pk: lot.remaining_credits + held.get(lot.pk, 0) + expired.get(lot.pk, 0) for lot in lots}
    ends = {lot.pk: lot.expires_at for lot in lots}
    for lot in sorted(lots, key=lambda lot: lot.opened_at, reverse=True):
        if lot.pk in after:
            following = after[lot.pk].pk
            back = min(carried.get(lot.pk, 0), left[following])
            left[lot.pk], left[following] = left[lot.pk] + back, left[following] - back
            ends[lot.pk] = ends[following]
    return tuple(replace(policy_lot(lot, credits=left[lot.pk]), expires_at=ends[lot.pk]) for lot in lots)


def held_of(postings: Iterable[Posted]) -> dict[int, int]:
    held: dict[int, int] = {}
    for posting in postings:
        if posting.place == Place.HELD and posting.lot_id is not None:
            held[posting.lot_id] = held.get(posting.lot_id, 0) + posting.credits
    return {lot_id: amount for lot_id, amount in held.items() if amount}


def expired_by_lot(lots: Iterable[Lot]) -> dict[int, int]:
    """What is left of a lot that never ends cannot have expired."""
    ending = [lot.pk for lot in lots if lot.expires_at is not None]
    if not ending:
        return {}
    rows = Posting.objects.filter(lot__in=ending, place=Place.EXPIRED).values_list("lot_id")
    return {lot_id: total for lot_id, total in rows.annotate(total=Sum("credits")) if lot_id is not None}


def entries_of_work(postings: Iterable[Posted], *, reference: str) -> Iterator[Entry]:
    for _, rows in groupby(postings, key=attrgetter("entry_id")):
        own = list(rows)
        if own[0].movement in OF_WORK:
            yield entry_of(own, reference=reference)


def entry_of(postings: Sequence[Posted], *, reference: str) -> Entry:
    of_entry = postings[0]
    return Entry(
        at=of_entry.at,
        movement=OF_WORK[of_entry.movement],
        postings=summed(PolicyPosting(account_name(each), each.credits) for each in postings),
        problem=of_entry.problem or None,
        key=of_entry.key.removeprefix(f"{reference}:"),
    )


def account_name(posting: Posted) -> str:
    return str(posting.lot_id) if posting.place == Place.LOT else posting.place


def opening_debt(balance: int) -> Entry:
    return Entry(
        at=BEFORE_ALL,
        movement=PolicyMovement.OPENING,
        postings=(PolicyPosting(OWED, balance), PolicyPosting(ISSUED, -balance)),
    )


def matched(posting: PolicyPosting, *, place: Place) -> tuple[LotPosting, LotPosting]:
    if posting.account == OWED:
        return LotPosting(Place.OWED, None, posting.credits), LotPosting(place, None, -posting.credits)
    lot_id = int(posting.account)
    return LotPosting(Place.LOT, lot_id, posting.credits), LotPosting(place, lot_id, -posting.credits)
