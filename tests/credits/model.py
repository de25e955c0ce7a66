"""A plain account to hold the ledger against: numbers in memory, no rows, no postings, no policy."""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class PlainLot:
    """`free` is what was neither taken nor set aside; of that `expired` counts no longer. Days are numbers."""

    opened_on: int
    ends_on: int | None
    granted: int
    free: int
    expired: int = 0
    held: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    taken: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def remaining(self) -> int:
        return self.free - self.expired

    def is_open(self, day: int) -> bool:
        return self.opened_on <= day and (self.ends_on is None or day < self.ends_on)

    def lose(self, amount: int) -> None:
        self.expired -= max(amount - self.remaining, 0)
        self.free -= amount


@dataclass(slots=True)
class PlainAccount:
    lots: list[PlainLot] = field(default_factory=list)

    def open(self, amount: int, *, opened_on: int, ends_on: int | None) -> None:
        self.lots.append(PlainLot(opened_on, ends_on, amount, amount))

    def work(self, ticket: str, amount: int, *, day: int) -> int:
        """What the work took: as much as the lots of its day have."""
        return sum(taken for _, taken in self.out_of_lots(ticket, amount, day=day, into="taken"))

    def hold(self, ticket: str, amount: int, *, day: int) -> dict[int, int]:
        return dict(self.out_of_lots(ticket, amount, day=day, into="held"))

    def release(self, ticket: str) -> None:
        for lot in self.lots:
            lot.free += lot.held.pop(ticket, 0)

    def give_back(self, ticket: str, place: int, amount: int) -> None:
        lot = self.lots[place]
        lot.taken[ticket] -= amount
        lot.free += amount

    def expire(self, day: int) -> None:
        for lot in self.lots:
            if lot.ends_on is not None and lot.ends_on <= day:
                lot.expired = lot.free

    def taken_by(self, ticket: str) -> int:
        return sum(lot.taken[ticket] for lot in self.lots)

    def out_of_lots(self, ticket: str, amount: int, *, day: int, into: str) -> list[tuple[int, int]]:
        moved = []
        for place in sorted(range(len(self.lots)), key=self.rank):
            lot = self.lots[place]
            took = min(amount, lot.free) if lot.is_open(day) else 0
            if took:
                amount -= took
                lot.lose(took)
                getattr(lot, into)[ticket] += took
                moved.append((place, took))
        return moved

    def rank(self, place: int) -> tuple[bool, int, int, int]:
        lot = self.lots[place]
        return lot.ends_on is None, lot.ends_on or 0, lot.opened_on, place
