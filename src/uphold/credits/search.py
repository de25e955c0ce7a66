"""Where the credits of a lot are by now: left in it, expired, or moved on into the lot after it.

Work that was done before a lot ended and logged after finds them as if it had been logged in time; work of the time
after finds in the next lot what moved there.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext

from uphold.credits.models import CreditAccount, Lot, Movement, Place, Posting
from uphold.credits.postings import LotPosting, by_lot, moved
from uphold.credits.rollover import carried_on, successor_of
from uphold.credits.writing import write_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One movement that takes credits. `is_hold`: it is for work of several dates, and each was looked at.

    `lots` are the account's by number as they are now, where they are known.
    """

    account: CreditAccount
    work_at: datetime
    is_hold: bool
    key: str
    reference: str
    lots: Mapping[int, Lot] | None = None
    at: datetime

    def found(self, postings: Sequence[LotPosting]) -> tuple[LotPosting, ...]:
        """The postings with each lot that has what it loses; what it lacks is brought back to it first.

        From the oldest lot on, so that a lot is looked at when all that was passed on to it is known.
        """
        found, seen = tuple(postings), set[int]()
        if self.is_plenty(found):
            return found
        while (lot := self.next_losing(found, seen)) is not None:
            seen.add(lot.pk)
            found = self.found_in(lot, found)
        return found

    def is_plenty(self, postings: Sequence[LotPosting]) -> bool:
        """Whether every lot is known to have what it loses."""
        losing = {lot_id: -gain for lot_id, gain in by_lot(postings).items() if gain < 0}
        known = self.lots or {}
        return all(
            lot_id in known and amount <= known[lot_id].remaining_credits for lot_id, amount in losing.items()
        )

    def next_losing(self, postings: Sequence[LotPosting], seen: AbstractSet[int]) -> Lot | None:
        losing = {lot_id for lot_id, gain in by_lot(postings).items() if gain < 0} - seen
        return Lot.objects.filter(pk__in=losing).order_by("opened_at", "pk").first() if losing else None

    def found_in(self, lot: Lot, postings: tuple[LotPosting, ...]) -> tuple[LotPosting, ...]:
        amount = -by_lot(postings)[lot.pk]
        if lot.expires_at is None or amount <= lot.remaining_credits:
            return postings
        is_of_its_time = self.work_at < lot.expires_at
        following = None if is_of_its_time else successor_of(lot)
        if following is not None:
            self.carry_on(lot, following)
            return passed_on(postings, lot=lot, to=following)
        if is_of_its_time or self.is_hold:
            self.bring_back(lot, amount=amount)
        return postings

    def carry_on(self, lot: Lot, following: Lot) -> None:
        """What is left of a lot that has ended moves on now."""
        left = lot.remaining_credits
        if left:
            across = LotPosting(Place.LOT, lot.pk, -left), LotPosting(Place.LOT, following.pk, left)
            self.write(
                Movement.ROLLOVER, across, lot=lot, reason=gettext("Carried over into the next period")
            )

    def bring_back(self, lot: Lot, *, amount: int) -> None:
        """To the lot what it lacks, as far as it was its own. Dated when the lot ended."""
        missing = amount - lot.remaining_credits
        expired = min(missing, expired_of(lot)) if missing > 0 else 0
        if expired:
            out_of_nowhere = moved(amount=expired, lot_id=lot.pk, out_of=Place.EXPIRED, into=Place.LOT)
            self.write(Movement.REVIVAL, out_of_nowhere, lot=lot, reason=brought_back())
        following = successor_of(lot) if missing > expired else None
        if following is None:
            return
        carried = carried_on(self.account, self.account.lots.all()).get(lot.pk, 0)
        back = min(missing - expired, carried)
        if back:
            self.bring_back(following, amount=back)
            across = LotPosting(Place.LOT, following.pk, -back), LotPosting(Place.LOT, lot.pk, back)
            self.write(Movement.ROLLOVER, across, lot=lot, reason=brought_back())

    def write(self, movement: Movement, postings: Sequence[LotPosting], *, lot: Lot, reason: str) -> None:
        write_entry(
            account=self.account,
            movement=movement,
            postings=postings,
            work_at=lot.expires_at or self.work_at,
            key=f"{self.key}:{movement}:{lot.pk}",
            reference=self.reference,
            reason=reason,
            at=self.at,
        )


def brought_back() -> str:
    return gettext("Brought back for work that was done before these credits ended")


def passed_on(postings: tuple[LotPosting, ...], *, lot: Lot, to: Lot) -> tuple[LotPosting, ...]:
    return tuple(replace(each, lot_id=to.pk) if each.lot_id == lot.pk else each for each in postings)


def expired_of(lot: Lot) -> int:
    """What expired of a lot and was not brought back."""
    found = Posting.objects.filter(lot=lot, place=Place.EXPIRED).aggregate(total=Sum("credits"))
    return found["total"] or 0
