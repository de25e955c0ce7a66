"""A desk that meters after every event and keeps what came out: facts are frozen, movements and totals are recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from tests.policy.scenario.asking import Told
from uphold.policy.credits.ledger import Ledger, ledger_seen
from uphold.policy.credits.lots import Lot
from uphold.policy.credits.postings import OWED, WORK, Entry, Movement
from uphold.policy.document import read
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario import answer, read_case
from uphold.policy.scenario.answer import Answer
from uphold.policy.scenario.case import Case, Work
from uphold.policy.scenario.metered import Metered, MeteredPart, SettledWork
from uphold.policy.scenario.metering import meter

AGREEMENTS = Path(__file__).resolve().parents[3] / "agreements"
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
Key = tuple[str, str, str | None]


def shipped(slug: str) -> Agreement:
    agreement = read((AGREEMENTS / f"{slug}.md").read_text(), path=f"{slug}.md").agreement
    assert agreement is not None
    return agreement


def part_rated(part: MeteredPart) -> tuple[object, ...]:
    """A part without how far credits paid for it: of settled work that is told from its beginning."""
    return (part.span, part.citation, part.is_open, part.open_on, part.amount, part.consent)


@dataclass(kw_only=True)
class Desk:
    """One ticket and its customer's credits, from one event to the next. `owed` is a debt, less than zero."""

    agreement: Agreement
    opened: str
    facts: Mapping[str, object] = field(default_factory=lambda: {"request": "Fault"})
    lots: dict[str, Lot] = field(default_factory=dict)
    events: list[Told] = field(default_factory=list)
    work: dict[str, Told] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    settled: dict[str, SettledWork] = field(default_factory=dict)
    charges: dict[Key, tuple[Decimal, int]] = field(default_factory=dict)
    refunds: dict[Key, tuple[Decimal | None, int]] = field(default_factory=dict)
    owed: int = 0

    def buy(
        self, amount: int, name: str = "lot", *, opened: datetime = NEW_YEAR, expires: datetime | None = None
    ) -> None:
        self.lots[name] = Lot(name=name, credits=amount, opened_at=opened, expires_at=expires)

    def tell(self, *events: Told) -> Metered:
        """Takes events in, one by one, and meters after each."""
        for event in events[:-1]:
            self.tell(event)
        self.events.append(events[-1])
        return self.meter()

    def log(self, key: str, work: Told) -> Metered:
        self.work[key] = work
        return self.meter()

    def take_back(self, key: str) -> Metered:
        del self.work[key]
        return self.meter()

    def correct(self, key: str, work: Told, *, by: str) -> Metered:
        """Takes an interval back and enters another, as one act."""
        del self.work[key]
        return self.log(by, work)

    def meter(self) -> Metered:
        """Meters, keeps what came out, and meters again: nothing is new then."""
        found = self.metered()
        self.keep(found)
        again = self.metered()
        assert again.entries == ()
        assert again.settled == ()
        assert (again.charges, again.refunds) == (found.charges, found.refunds)
        assert (again.hold, again.held, again.open_facts) == (found.hold, found.held, found.open_facts)
        assert (again.paused_after_seconds is None) is (found.paused_after_seconds is None)
        assert [part_rated(part) for part in again.parts] == [part_rated(part) for part in found.parts]
        return found

    def metered(self) -> Metered:
        return meter(self.agreement, self.case(), ledger=self.ledger())

    def keep(self, found: Metered) -> None:
        keys = list(self.work)
        for each in found.settled:
            assert keys[each.work] not in self.settled
            self.settled[keys[each.work]] = each
        for movement in found.entries:
            self.record(movement.entry)
        told = {(each.tariff, each.unit, each.problem): (each.amount, each.credits) for each in found.charges}
        assert len(told) == len(found.charges)
        self.charges = dict.fromkeys(self.charges, (Decimal(0), 0)) | told
        self.refunds |= {
            (each.tariff, each.unit, each.problem): (each.amount, each.credits) for each in found.refunds
        }

    def record(self, entry: Entry) -> None:
        assert entry.key
        assert entry.key not in {known.key for known in self.entries}
        self.entries.append(entry)
        for posting in entry.postings:
            if posting.account in self.lots:
                lot = self.lots[posting.account]
                self.lots[lot.name] = replace(lot, credits=lot.credits + posting.credits)
            self.owed += posting.credits if posting.account == OWED else 0

    def ledger(self) -> Ledger:
        return ledger_seen(tuple(self.lots.values()), entries=self.entries)

    def told(self, work: Sequence[Told]) -> Told:
        return {"opened": self.opened, "facts": dict(self.facts), "events": self.events, "work": list(work)}

    def case(self) -> Case:
        case = read_case(self.told(tuple(self.work.values())), self.agreement)
        works = zip(self.work, case.work, strict=True)
        return replace(case, work=tuple(self.as_kept(key, work) for key, work in works))

    def as_kept(self, key: str, work: Work) -> Work:
        kept = self.settled.get(key)
        if kept is None:
            return replace(work, key=key)
        facts = {**work.facts, **kept.facts}
        return replace(work, key=key, facts=facts, is_settled=True, paid=kept.paid)

    def asked(self, *, balance: int | None = None) -> Answer:
        """What the agreement says about the same ticket in one go."""
        account = {} if balance is None else {"account": {"credits": balance}}
        told = self.told(tuple(self.work.values())) | account
        return answer(self.agreement, read_case(told, self.agreement))

    @property
    def balance(self) -> int:
        return sum(lot.credits for lot in self.lots.values())

    @property
    def drawn(self) -> int:
        """What work took, less what was taken back."""
        return self.moved(Movement.DRAW) + self.moved(Movement.REVERSAL)

    @property
    def refunded(self) -> int:
        return -self.moved(Movement.REFUND)

    def moved(self, movement: Movement) -> int:
        entries = (entry for entry in self.entries if entry.movement is movement)
        return sum(
            posting.credits for entry in entries for posting in entry.postings if posting.account == WORK
        )

    @property
    def charged(self) -> Decimal:
        return sum((amount for amount, _ in self.charges.values()), Decimal(0))
