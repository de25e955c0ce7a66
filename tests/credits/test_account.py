"""An account: who sees it, what is given in goodwill, what is in it, and what its statement says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.credits import make_account, make_draw, make_hold, make_lot
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.credits.access import get_credit_account, get_customer_account, visible_accounts
from uphold.credits.actions import account_of, grant_goodwill, set_crediting, set_warning
from uphold.credits.actions.account import UnknownCrediting
from uphold.credits.actions.goodwill import EndsInThePast, NotAnAmount, ReasonMissing
from uphold.credits.models import CreditAccount, Lot, Source
from uphold.credits.queries import Balance, Expiring, balance, draw_order, statement

TUESDAY = at("2026-06-09 10:00")
READ, MANAGE, BUY = Permission.CREDITS_READ, Permission.CREDITS_MANAGE, Permission.CREDITS_BUY
EVERYBODY = [
    ("ada", "yes", "no", "no"),
    ("max", "yes", "no", "yes"),
    ("eve", "not there", "not there", "not there"),
    ("ben", "yes", "no", "no"),
    ("nia", "yes", "no", "no"),
    ("lea", "yes", "yes", "no"),
    ("olga", "yes", "yes", "no"),
    ("tom", "not there", "not there", "not there"),
    ("anonymous", "not there", "not there", "not there"),
]


@pytest.mark.parametrize(("name", "read", "manage", "buy"), EVERYBODY)
def test_who_comes_to_an_account(cast: Cast, name: str, read: str, manage: str, buy: str) -> None:
    account = make_account(cast)
    actor = Actor.anonymous() if name == "anonymous" else getattr(cast, name).actor

    by_number = [answer_of(actor, account, need) for need in (READ, MANAGE, BUY)]
    by_customer = [answer_of(actor, account, need, is_by_customer=True) for need in (READ, MANAGE, BUY)]

    assert by_number == by_customer == [read, manage, buy]
    assert visible_accounts(actor).exists() is (read == "yes")


def test_an_account_is_made_once_when_it_is_first_looked_at(cast: Cast) -> None:
    first, second = (
        get_customer_account(cast.ada.actor, organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk)
        for _ in range(2)
    )

    assert first == second
    assert CreditAccount.objects.count() == 1


def test_who_is_no_customer_has_no_account(cast: Cast) -> None:
    with pytest.raises(NotThere):
        get_customer_account(cast.ada.actor, organisation_id=cast.harbour.pk, provider_id=cast.southgate.pk)

    assert not CreditAccount.objects.exists()


def test_goodwill_comes_with_a_reason_that_the_customer_reads(cast: Cast) -> None:
    account = make_account(cast)

    lot = grant_goodwill(
        actor=cast.lea.actor,
        account=account,
        credits=30,
        reason="For the long wait in May",
        key="form 1",
        at=TUESDAY,
    )

    assert (lot.remaining_credits, lot.source, lot.expires_at) == (30, "goodwill", None)
    assert statement(account).rows[0].entry.reason == "For the long wait in May"


def test_the_same_form_sent_twice_is_one_gift_to_each_customer(cast: Cast) -> None:
    orchard = account_of(organisation_id=cast.orchard.pk, provider_id=cast.northwind.pk)
    accounts = (make_account(cast), make_account(cast), orchard)

    given = [
        grant_goodwill(
            actor=cast.lea.actor, account=account, credits=5, reason="A gift", key="form 1", at=TUESDAY
        )
        for account in accounts
    ]

    assert given[0] == given[1] != given[2]
    assert Lot.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_goodwill_without_a_reason_is_not_given(cast: Cast, reason: str) -> None:
    with pytest.raises(ReasonMissing):
        give(cast, reason=reason)

    assert not Lot.objects.exists()


def test_goodwill_is_some_credits_that_have_not_ended(cast: Cast) -> None:
    for amount in (0, -5, 1_000_001):
        with pytest.raises(NotAnAmount):
            give(cast, amount=amount)
    with pytest.raises(EndsInThePast):
        grant_goodwill(
            actor=cast.lea.actor,
            account=make_account(cast),
            credits=5,
            reason="Late",
            expires_at=TUESDAY,
            key="late",
            at=TUESDAY,
        )

    assert not Lot.objects.exists()


@pytest.mark.parametrize("name", ["ada", "max", "eve", "ben", "nia", "tom"])
def test_who_may_give_nothing_and_set_nothing(cast: Cast, name: str) -> None:
    actor, account = getattr(cast, name).actor, make_account(cast)

    with pytest.raises(NotAllowed):
        grant_goodwill(actor=actor, account=account, credits=5, reason="Gift", key="gift", at=TUESDAY)
    with pytest.raises(NotAllowed):
        set_warning(actor=actor, account=account, below_credits=5, at=TUESDAY)
    with pytest.raises(NotAllowed):
        set_crediting(actor=actor, account=account, credited_on="order", at=TUESDAY)

    account.refresh_from_db()
    assert (account.warn_below_credits, account.credited_on) == (None, "payment")
    assert not Lot.objects.exists()


def test_credits_come_on_payment_or_on_order(cast: Cast) -> None:
    account = make_account(cast)

    with pytest.raises(UnknownCrediting):
        set_crediting(actor=cast.lea.actor, account=account, credited_on="never", at=TUESDAY)

    assert CreditAccount.objects.get().credited_on == "payment"


def test_the_balance_says_what_may_be_drawn_and_what_ends_next(cast: Cast) -> None:
    account = make_account(cast)
    make_lot(account, credits=60)
    lot = make_lot(account, credits=40, expires_at=at("2026-07-01 00:00"))
    make_lot(account, credits=25, expires_at=at("2026-06-01 12:00"))
    make_lot(account, credits=500, opened_at=at("2026-06-10 00:00"))
    make_hold(lot, amount=10, reference="NW-1", at=TUESDAY)

    assert balance(account, at=TUESDAY) == Balance(
        available=90, held=10, owed=0, next_expiry=Expiring(30, at("2026-07-01 00:00"))
    )


def test_the_lot_that_ends_first_is_drawn_first_and_then_the_oldest(cast: Cast) -> None:
    account = make_account(cast)
    new = make_lot(account, opened_at=at("2026-06-02 09:00"))
    old = make_lot(account, opened_at=at("2026-05-02 09:00"))
    ending = make_lot(account, opened_at=at("2026-06-03 09:00"), expires_at=at("2026-12-31 00:00"))

    assert draw_order(account, at=TUESDAY) == (ending, old, new)


def test_a_statement_says_each_movement_with_the_balance_after_it(cast: Cast) -> None:
    account = make_account(cast)
    lot = make_lot(account, credits=60)
    make_draw(lot, amount=25, work_at=at("2026-06-09 10:00"))
    make_draw(lot, amount=5, work_at=at("2026-06-03 10:00"), logged_at=at("2026-06-10 10:00"))
    make_hold(lot, amount=10, reference="NW-2", at=TUESDAY)

    rows = statement(account).rows

    assert [(row.entry.at, row.movement, row.gained, row.balance) for row in rows] == [
        (at("2026-06-09 10:00"), "draw", -25, 30),
        (at("2026-06-03 10:00"), "draw", -5, 55),
        (at("2026-06-01 09:00"), "opening", 60, 60),
    ]
    assert [part.name for part in rows[0].parts] == ["60 credits"]


def test_a_statement_is_read_page_by_page(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=60)
    for _ in range(5):
        make_draw(lot, amount=2, work_at=TUESDAY)

    first = statement(lot.account, size=4)
    second = statement(lot.account, size=4, after=first.next_key)

    assert [row.balance for row in (*first.rows, *second.rows)] == [50, 52, 54, 56, 58, 60]
    assert second.next_key is None
    assert statement(lot.account, size=4, after="not a key").rows == first.rows


def test_a_statement_may_speak_of_one_source_and_of_a_time(cast: Cast) -> None:
    account = make_account(cast)
    bought = make_lot(account, credits=60)
    given = make_lot(account, credits=30, source=Source.GOODWILL)
    make_draw(bought, amount=20, work_at=TUESDAY)
    make_draw(given, amount=5, work_at=TUESDAY)

    of_gifts = statement(account, sources=[Source.GOODWILL], from_at=at("2026-06-02 00:00"))
    before = statement(account, until_at=TUESDAY)

    assert [(row.gained, row.balance) for row in of_gifts.rows] == [(-5, 25)]
    assert [row.balance for row in before.rows] == [90, 60]


def test_a_statement_costs_the_same_for_two_rows_and_for_twenty(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=60)
    make_draw(lot, amount=1, work_at=TUESDAY)
    with CaptureQueriesContext(connection) as two:
        statement(lot.account)
    for _ in range(18):
        make_draw(lot, amount=1, work_at=TUESDAY)

    with CaptureQueriesContext(connection) as twenty:
        rows = statement(lot.account).rows

    assert len(rows) == 20
    assert len(two) == len(twenty) == 3


def give(cast: Cast, *, amount: int = 5, reason: str = "A gift") -> Lot:
    return grant_goodwill(
        actor=cast.lea.actor,
        account=make_account(cast),
        credits=amount,
        reason=reason,
        key=f"{amount} {reason}",
        at=TUESDAY,
    )


def answer_of(actor: Actor, account: CreditAccount, need: Permission, *, is_by_customer: bool = False) -> str:
    try:
        if is_by_customer:
            get_customer_account(
                actor,
                organisation_id=account.organisation_id,
                provider_id=account.provider_id,
                need=need,
            )
        else:
            get_credit_account(actor, account.pk, need=need)
    except NotThere:
        return "not there"
    except NotAllowed:
        return "no"
    return "yes"
