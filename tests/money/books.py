"""The books that a careful person would keep by hand: numbers in memory, no rows, no locks, no policy.

They are told each act that came about, in the order in which the acts ended, and say what must stand in the end.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tests.credits.model import PlainAccount

NOTHING = Decimal("0.00")
MONEY_A_MINUTE = {"question": Fraction(61, 60), "fault": Fraction(90, 60)}
PACKAGE_CREDITS, PACKAGE_PRICE = 45, Decimal("40.00")
HANGING = ("fault", "doubt")
"""Tickets whose cost hangs on a finding: the customer pays for what was his own doing."""


@dataclass(slots=True)
class Entry:
    """One interval of work that stands, on day so-and-so of June; what it took from lots, by place."""

    ticket: str
    minutes: int
    day: int
    agent: int | None = None
    took: list[tuple[int, int]] = field(default_factory=list)
    amount: Fraction = Fraction(0)
    is_settled: bool = False


@dataclass(slots=True)
class Books:
    account: PlainAccount = field(default_factory=PlainAccount)
    entries: dict[int, Entry] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    is_released: bool = False
    orders: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    paid: dict[str, Decimal] = field(default_factory=dict)
    repaid: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    disputed: dict[int, int] = field(default_factory=dict)
    accepted: set[int] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    waived: set[str] = field(default_factory=set)
    elsewhere: set[tuple[int, int]] = field(default_factory=set)
    is_neighbour_invoiced: bool = False

    def is_busy(self, agent: int, *, day: int) -> bool:
        """Everybody begins at nine, so on one day there is room for one interval, whoever the customer is."""
        here = {(entry.agent, entry.day) for entry in self.entries.values()}
        return (agent, day) in here | self.elsewhere

    def log(self, number: int, *, ticket: str, minutes: int, day: int, agent: int | None = None) -> None:
        self.entries[number] = Entry(ticket, minutes, day, agent)
        self.meter(ticket)

    def correct(self, number: int, *, into: int, minutes: int) -> None:
        before = self.entries[number]
        self._forget(number)
        self.log(into, ticket=before.ticket, minutes=minutes, day=before.day, agent=before.agent)

    def reverse(self, number: int) -> None:
        ticket = self.entries[number].ticket
        self._forget(number)
        self.meter(ticket)

    def find(self, ticket: str, fault: str) -> None:
        """Counts for what is settled from now on."""
        self.found[ticket] = fault

    def meter(self, ticket: str) -> None:
        """Whatever can be settled is: in the order of the work, once and for good. The rest is set aside for."""
        self.account.release(ticket)
        waiting = sorted(
            (entry for entry in self.entries.values() if entry.ticket == ticket and not entry.is_settled),
            key=lambda entry: entry.day,
        )
        for entry in waiting:
            if ticket in HANGING and ticket not in self.found and ticket not in self.waived:
                if ticket == "doubt":
                    self.account.hold(ticket, entry.minutes, day=entry.day)
                continue
            self._settle(entry)
        if ticket == "bug" and self.is_released:
            self._give_back()

    def release(self) -> None:
        self.is_released = True

    def give(self, key: str, amount: int, *, day: int) -> None:
        if key not in self.given:
            self.given.add(key)
            self.account.open(amount, opened_on=day, ends_on=None)

    def order(self, key: str, *, is_credited: bool, day: int) -> None:
        if key not in self.orders:
            self.orders.add(key)
            if is_credited:
                self.account.open(PACKAGE_CREDITS, opened_on=day, ends_on=None)

    def expire(self, place: int) -> None:
        """What is free of the lot counts no longer."""
        lot = self.account.lots[place]
        lot.expired = lot.free

    def pay(self, key: str, amount: Decimal) -> None:
        self.paid.setdefault(key, amount)

    def take_payment_back(self, key: str) -> None:
        self.paid[key] = NOTHING

    def pay_back(self, key: str, name: str, amount: Decimal) -> None:
        self.repaid.setdefault((key, name), amount)

    def repaid_of(self, key: str) -> Decimal:
        return sum((amount for (of, _), amount in self.repaid.items() if of == key), NOTHING)

    def invoice_neighbour(self) -> None:
        self.is_neighbour_invoiced = True

    def settle_dispute(self, line_id: int) -> None:
        del self.disputed[line_id]

    def accept_dispute(self, line_id: int) -> None:
        self.settle_dispute(line_id)
        self.accepted.add(line_id)

    def waive(self, ticket: str) -> None:
        """All that was charged comes back, and what comes later costs nothing."""
        self.waived.add(ticket)
        for entry in self.entries.values():
            if entry.ticket == ticket:
                self._return_credits(entry)
                entry.amount = Fraction(0)
        self.meter(ticket)

    @property
    def credits_by_ticket(self) -> dict[str, int]:
        taken: dict[str, int] = defaultdict(int)
        for entry in self.entries.values():
            taken[entry.ticket] += sum(amount for _, amount in entry.took)
        return {ticket: amount for ticket, amount in taken.items() if amount}

    @property
    def money_by_ticket(self) -> dict[str, Decimal]:
        """To the cent, once for all work on a ticket: its entries alone would come to cents more or less."""
        owed: dict[str, Fraction] = defaultdict(Fraction)
        for entry in self.entries.values():
            owed[entry.ticket] += entry.amount
        return {ticket: to_the_cent(amount) for ticket, amount in owed.items() if amount}

    @property
    def net(self) -> Decimal:
        """What is on invoices in the end, without tax: work and packages, whatever people took back by hand."""
        return sum(self.money_by_ticket.values(), len(self.orders - self.withdrawn) * PACKAGE_PRICE)

    def _settle(self, entry: Entry) -> None:
        entry.is_settled = True
        if entry.ticket in self.waived:
            return
        is_theirs = self.found.get(entry.ticket, "customer") == "customer"
        if entry.ticket in MONEY_A_MINUTE:
            entry.amount = entry.minutes * MONEY_A_MINUTE[entry.ticket] if is_theirs else Fraction(0)
        elif is_theirs:
            entry.took = self.account.out_of_lots(entry.ticket, entry.minutes, day=entry.day, into="taken")

    def _forget(self, number: int) -> None:
        self._return_credits(self.entries.pop(number))

    def _give_back(self) -> None:
        for entry in self.entries.values():
            if entry.ticket == "bug":
                self._return_credits(entry)

    def _return_credits(self, entry: Entry) -> None:
        for place, amount in entry.took:
            self.account.give_back(entry.ticket, place, amount)
        entry.took = []


def to_the_cent(amount: Fraction) -> Decimal:
    """Half a cent counts as one."""
    exact = Decimal(amount.numerator) / amount.denominator
    return exact.quantize(NOTHING, rounding=ROUND_HALF_UP)
