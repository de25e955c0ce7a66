"""Whatever happens in whatever order: the ledger says what a plain account in memory says, and adds up."""

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.cast.credits import release_hold
from tests.cast.people import Cast
from tests.credits.model import PlainAccount
from uphold.access import Actor
from uphold.credits.actions import account_of, open_lot, record_movement
from uphold.credits.bridge import key_of, ledger_for, postings_of
from uphold.credits.checking import check_ledger
from uphold.credits.jobs import expire_lots
from uphold.credits.models import CreditAccount, Lot, Movement, Place, Posting, Source
from uphold.credits.queries import statement
from uphold.policy.credits.draw import draw_credits, hold_credits
from uphold.policy.credits.ledger import Ledger
from uphold.policy.credits.refund import refund_credits

LOGGED_ON = 40
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
TICKETS = ("NW-1", "NW-2")

days = some.integers(0, 20)
amounts = some.integers(1, 40)
tickets = some.sampled_from(TICKETS)
openings = some.tuples(some.just("open"), amounts, days, some.none() | some.integers(1, 10))
late_days = some.integers(0, 35)
working = some.one_of(
    some.tuples(some.just("work"), tickets, amounts, late_days),
    some.tuples(some.just("hold"), tickets, amounts, late_days),
    some.tuples(some.just("release"), tickets),
    some.tuples(some.just("refund"), tickets, amounts),
)
acts = some.one_of(openings, working, some.tuples(some.just("expire"), days))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=openings, then=some.lists(acts, min_size=3, max_size=12))
def test_the_ledger_says_what_a_plain_account_says(
    cast: Cast, first: tuple[object, ...], then: list[tuple[object, ...]]
) -> None:
    with transaction.atomic():
        story = Story(account_of(organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk))
        for act in (first, *then):
            story.tell(str(act[0]), *act[1:])
            assert story.stored() == story.remembered()

        assert check_ledger() == []
        assert story.last_balance() == sum(lot.remaining_credits + lot.held_credits for lot in story.lots())
        connection.check_constraints()
        transaction.set_rollback(True)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    granted=some.lists(amounts, min_size=3, max_size=3),
    then=some.lists(
        some.one_of(working, some.tuples(some.just("expire"), late_days)), min_size=3, max_size=12
    ),
)
def test_what_a_ticket_sees_is_there_wherever_it_moved(
    cast: Cast, granted: list[int], then: list[tuple[object, ...]]
) -> None:
    """Three periods, the rest of each moving into the next: nothing is lost, nothing is made, and none is refused."""
    with transaction.atomic():
        account = account_of(organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk)
        story = Periods(account, granted)
        for act in then:
            story.tell(str(act[0]), *act[1:])
            assert story.left() + story.taken + story.expired() == sum(granted)

        assert check_ledger() == []
        connection.check_constraints()
        transaction.set_rollback(True)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    then=some.lists(
        some.one_of(
            some.tuples(some.just("open"), amounts, days, some.none() | some.integers(1, 10)),
            some.tuples(some.just("work"), tickets, amounts, days),
            some.tuples(some.just("refund"), tickets, amounts),
            some.tuples(some.just("expire"), days),
        ),
        min_size=3,
        max_size=12,
    )
)
def test_a_debt_is_owed_once_and_repaid_once(cast: Cast, then: list[tuple[object, ...]]) -> None:
    with transaction.atomic():
        story = Debtor(account_of(organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk))
        for act in then:
            story.tell(str(act[0]), *act[1:])
            assert story.left() - story.owed() + story.taken + story.expired() == story.granted

        assert check_ledger() == []
        connection.check_constraints()
        transaction.set_rollback(True)


class Periods:
    """Lots of ten days each, told to in any order of dates."""

    LENGTH, LAST = 10, 30

    def __init__(self, account: CreditAccount, granted: list[int]) -> None:
        self.account = account
        self.acts = self.taken = 0
        for place, amount in enumerate(granted):
            open_lot(
                account=account,
                source=Source.INCLUDED,
                name="Included",
                credits=amount,
                opened_at=instant(place * self.LENGTH),
                expires_at=instant((place + 1) * self.LENGTH),
                key=f"period {place}",
                rolls_over_to=f"period {place + 1}",
                reason="Included",
                by=Actor.system(),
                at=instant(0),
            )

    def tell(self, verb: str, *said: object) -> None:
        self.acts += 1
        getattr(self, verb)(*said)

    def work(self, ticket: str, amount: int, day: int) -> None:
        release(self.account, ticket, key=f"release {self.acts}")
        seen = ledger_for(self.account, reference=ticket)
        after, taken = draw_credits(seen, amount=amount, at=instant(day), key=f"work {self.acts}")
        record(self.account, ticket, before=seen, after=after, key="")
        self.taken += taken
        if day >= self.LAST:
            assert taken == 0

    def hold(self, ticket: str, amount: int, day: int) -> None:
        release(self.account, ticket, key=f"release {self.acts}")
        seen = ledger_for(self.account, reference=ticket)
        after, _ = hold_credits(seen, amount=amount, at=instant(day))
        record(self.account, ticket, before=seen, after=after, key=f"hold {self.acts}")

    def release(self, ticket: str) -> None:
        release(self.account, ticket, key=f"release {self.acts}")

    def refund(self, ticket: str, amount: int) -> None:
        seen = ledger_for(self.account, reference=ticket)
        after, returned = refund_credits(
            seen, amount=amount, at=instant(LOGGED_ON), problem=None, key=f"refund {self.acts}"
        )
        record(self.account, ticket, before=seen, after=after, key="")
        self.taken -= returned

    def expire(self, day: int) -> None:
        expire_lots(instant(day))

    def left(self) -> int:
        return sum(lot.remaining_credits + lot.held_credits for lot in self.account.lots.all())

    def expired(self) -> int:
        postings = Posting.objects.filter(lot__account=self.account, place=Place.EXPIRED)
        return sum(postings.values_list("credits", flat=True))


class Debtor(Periods):
    """An account whose agreement allows a debt: work takes all that it costs."""

    def __init__(self, account: CreditAccount) -> None:
        super().__init__(account, [])
        self.granted = 0
        self.by_ticket = dict.fromkeys(TICKETS, 0)

    def open(self, amount: int, day: int, lasts: int | None) -> None:
        open_lot(
            account=self.account,
            source=Source.PURCHASED,
            name="Lot",
            credits=amount,
            opened_at=instant(day),
            expires_at=None if lasts is None else instant(day + lasts),
            key=f"lot {self.acts}",
            reason="Bought",
            by=Actor.system(),
            at=instant(day),
        )
        self.granted += amount

    def work(self, ticket: str, amount: int, day: int) -> None:
        seen = self.seen_by(ticket)
        after, taken = draw_credits(
            seen, amount=amount, at=instant(day), key=f"work {self.acts}", may_owe=True
        )
        record(self.account, ticket, before=seen, after=after, key="")
        assert taken == amount
        self.taken += taken
        self.by_ticket[ticket] += taken

    def refund(self, ticket: str, amount: int) -> None:
        seen = self.seen_by(ticket)
        after, returned = refund_credits(
            seen, amount=amount, at=instant(LOGGED_ON), problem=None, key=f"refund {self.acts}"
        )
        record(self.account, ticket, before=seen, after=after, key="")
        assert returned == min(amount, self.by_ticket[ticket])
        self.taken -= returned
        self.by_ticket[ticket] -= returned

    def seen_by(self, ticket: str) -> Ledger:
        self.account.refresh_from_db()
        return ledger_for(self.account, reference=ticket)

    def owed(self) -> int:
        self.account.refresh_from_db()
        return self.account.owed_credits


class Story:
    """One account twice: in rows, and in memory."""

    def __init__(self, account: CreditAccount) -> None:
        self.account = account
        self.plain = PlainAccount()
        self.acts = 0

    def tell(self, verb: str, *said: object) -> None:
        self.acts += 1
        getattr(self, verb)(*said)

    def open(self, amount: int, day: int, lasts: int | None) -> None:
        ends_on = None if lasts is None else day + lasts
        open_lot(
            account=self.account,
            source=Source.PURCHASED,
            name="Lot",
            credits=amount,
            opened_at=instant(day),
            expires_at=None if ends_on is None else instant(ends_on),
            key=f"lot {self.acts}",
            reason="Bought",
            by=Actor.system(),
            at=instant(day),
        )
        self.plain.open(amount, opened_on=day, ends_on=ends_on)

    def work(self, ticket: str, amount: int, day: int) -> None:
        """As metering does: what is set aside goes back, and the work takes what it costs."""
        self.release(ticket)
        seen = ledger_for(self.account, reference=ticket)
        after, taken = draw_credits(seen, amount=amount, at=instant(day), key=f"work {self.acts}")

        record(self.account, ticket, before=seen, after=after, key="")
        assert taken == self.plain.work(ticket, amount, day=day)

    def hold(self, ticket: str, amount: int, day: int) -> None:
        self.release(ticket)
        seen = ledger_for(self.account, reference=ticket)
        after, _ = hold_credits(seen, amount=amount, at=instant(day))
        record(self.account, ticket, before=seen, after=after, key=f"hold {self.acts}")
        self.plain.hold(ticket, amount, day=day)

    def release(self, ticket: str) -> None:
        release(self.account, ticket, key=f"release {self.acts}")
        self.plain.release(ticket)

    def refund(self, ticket: str, amount: int) -> None:
        """Never more than was taken, and to each lot never more than came out of it."""
        seen = ledger_for(self.account, reference=ticket)
        after, returned = refund_credits(
            seen, amount=amount, at=instant(LOGGED_ON), problem=None, key=f"refund {self.acts}"
        )
        assert returned == min(amount, self.plain.taken_by(ticket))
        record(self.account, ticket, before=seen, after=after, key="")
        places = {str(lot.pk): place for place, lot in enumerate(self.lots())}
        for posting in after.entries[len(seen.entries) :]:
            for each in posting.postings:
                if each.account in places:
                    self.plain.give_back(ticket, places[each.account], each.credits)
        assert all(lot.taken[ticket] >= 0 for lot in self.plain.lots)

    def expire(self, day: int) -> None:
        expire_lots(instant(day))
        self.plain.expire(day)

    def lots(self) -> list[Lot]:
        return list(self.account.lots.order_by("pk"))

    def stored(self) -> list[tuple[int, int]]:
        return [(lot.remaining_credits, lot.held_credits) for lot in self.lots()]

    def remembered(self) -> list[tuple[int, int]]:
        return [(lot.remaining, sum(lot.held.values())) for lot in self.plain.lots]

    def last_balance(self) -> int:
        return statement(self.account, size=1).rows[0].balance


def release(account: CreditAccount, ticket: str, *, key: str) -> None:
    release_hold(account=account, reference=ticket, key=key, reason="Found", at=instant(LOGGED_ON))


def record(account: CreditAccount, ticket: str, *, before: Ledger, after: Ledger, key: str) -> None:
    """As metering does with what policy says; a hold has no name of policy's."""
    for entry in after.entries[len(before.entries) :]:
        is_hold = entry.movement.value == Movement.HOLD.value
        record_movement(
            account=account,
            movement=Movement(entry.movement.value),
            postings=postings_of(entry),
            work_at=instant(LOGGED_ON) if is_hold else entry.at,
            key=key or key_of(entry, reference=ticket),
            reference=ticket,
            reason="Work on the ticket",
            may_owe=True,
            at=instant(LOGGED_ON),
        )


def instant(day: int) -> datetime:
    return BEGIN + timedelta(days=day)
