"""Bugs on purpose: each takes away one thing that keeps money right, and the harness must see that it is missing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import count
from threading import local
from typing import Any, cast
from unittest.mock import patch

from django.db import connection
from django.db.models import F, Max, Model, QuerySet

from tests.money import acts
from uphold.billing import drafting, issuing, settling
from uphold.billing.actions import dispute, invoice, payment, repayment
from uphold.billing.actions import order as withdrawing
from uphold.billing.models import Invoice, Payment, Seller
from uphold.credits.actions import movement, order
from uphold.credits.bridge import AccountSeen
from uphold.credits.models import CreditAccount
from uphold.metering import crediting, locking
from uphold.metering.actions import settle, waiver, work
from uphold.metering.locking import Locked
from uphold.people.models import Customership, Staff
from uphold.policy.charges.rounding import Rounding
from uphold.policy.credits.postings import Entry, Movement
from uphold.policy.scenario import totals
from uphold.standing import restoring
from uphold.standing.actions import receivable
from uphold.standing.models import Receivable, Suspension
from uphold.tickets.models import Ticket

Plant = Callable[[], AbstractContextManager[None]]
fresh = count(1)


@contextmanager
def accounts_are_not_locked() -> Iterator[None]:
    """The balance is read, and somebody else spends it before it is written."""
    with replaced((locking, "lock_account_behind", account_behind), (movement, "lock_account", as_it_is)):
        yield


@contextmanager
def balance_is_read_before_the_lock() -> Iterator[None]:
    """Locked it is, but what it holds was looked up while it was not."""
    seen, real = local(), locking.begin_metered

    def begin(actor: Any, ticket: Ticket, *, need: Any) -> Locked:  # noqa: ANN401 - as the real one
        account = account_behind(ticket)
        seen.account = crediting.seen_by(ticket, account)
        return real(actor, ticket, need=need)

    def stale(*_: object) -> AccountSeen:
        return cast("AccountSeen", seen.account)

    with replaced((work, "begin_metered", begin), (settle, "seen_by", stale)):
        yield


@contextmanager
def tickets_are_not_locked() -> Iterator[None]:
    """Two meter one ticket at once, and each writes what it thinks is missing."""

    def lock(ticket: Ticket) -> Locked:
        return Locked(Ticket.objects.get(pk=ticket.pk), account_behind(ticket))

    def begin(_: object, ticket: Ticket, *, need: object) -> Locked:
        return lock(ticket)

    with replaced((settle, "lock_for_metering", lock), (work, "begin_metered", begin)):
        yield


@contextmanager
def earlier_refunds_are_not_looked_at() -> Iterator[None]:
    real = crediting.seen_by

    def forgetful(ticket: Ticket, account: CreditAccount | None) -> AccountSeen:
        seen = real(ticket, account)
        kept = tuple(each for each in seen.ledger.entries if each.movement is not Movement.REFUND)
        return replace(seen, ledger=replace(seen.ledger, entries=kept))

    def key_of(entry: Entry, *, reference: str) -> str:
        return f"{reference}:{entry.key}:{next(fresh)}"

    with replaced((settle, "seen_by", forgetful), (crediting, "key_of", key_of)):
        yield


@contextmanager
def numbers_are_the_highest_and_one() -> Iterator[None]:
    """Without the lock of the series."""

    def unlocked(seller: Seller) -> Seller:
        row = Seller.objects.get(pk=seller.pk)
        issued = Invoice.objects.filter(provider_id=seller.provider_id, kind=Invoice.Kind.INVOICE)
        row.next_invoice_serial = (issued.aggregate(highest=Max("serial"))["highest"] or 0) + 1
        return row

    with replaced((issuing, "lock_seller", unlocked)):
        yield


@contextmanager
def numbers_are_not_given_back() -> Iterator[None]:
    """They come from a sequence, which no rollback undoes."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE planted_numbers")

    def from_sequence(seller: Seller) -> Seller:
        row = Seller.objects.select_for_update().get(pk=seller.pk)
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('planted_numbers')")
            row.next_invoice_serial = cursor.fetchone()[0]
        return row

    try:
        with replaced((issuing, "lock_seller", from_sequence)):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP SEQUENCE planted_numbers")


@contextmanager
def keys_of_payments_are_ignored() -> Iterator[None]:
    real = payment.record_payment

    def keyless(**said: Any) -> Any:  # noqa: ANN401 - as the real one
        return real(**{**said, "key": f"{said['key']} {next(fresh)}"})

    with replaced((acts, "record_payment", keyless)):
        yield


@contextmanager
def keys_of_orders_are_ignored() -> Iterator[None]:
    real = order.order_package

    def keyless(**said: Any) -> Any:  # noqa: ANN401 - as the real one
        return real(**{**said, "key": f"{said['key']} {next(fresh)}"})

    with replaced((acts, "order_package", keyless)):
        yield


@contextmanager
def customers_are_not_locked() -> Iterator[None]:
    """Two payments look at one invoice, and both pay it."""

    def unlocked(**whom: int) -> Customership:
        return Customership.objects.get(**whom)

    with replaced(*((each, "lock_customer", unlocked) for each in (payment, invoice, dispute, repayment))):
        yield


@contextmanager
def people_are_not_locked() -> Iterator[None]:
    """Two look whether somebody is free, and both log him."""

    def unlocked(staff_id: int, *, provider_id: int) -> Staff:
        return Staff.objects.get(pk=staff_id, grants__provider_id=provider_id)

    with replaced((work, "lock_colleague", unlocked)):
        yield


@contextmanager
def every_entry_is_rounded_by_itself() -> Iterator[None]:
    def each_alone(exact: Sequence[Fraction], *, rounding: Rounding) -> list[Decimal]:
        return [rounding.of(amount) for amount in exact]

    with replaced((totals, "apportion", each_alone)):
        yield


@contextmanager
def what_a_payment_paid_is_forgotten() -> Iterator[None]:
    """Each time it is looked at, all of it is to be had."""

    def whole(*, organisation_ids: Sequence[int], provider_id: int) -> QuerySet[Payment]:
        rows = Payment.objects.filter(organisation_id__in=organisation_ids, provider_id=provider_id)
        return rows.filter(reverses=None, reversal=None).annotate(spare=F("amount")).order_by("id")

    with replaced((settling, "spare_payments", whole)):
        yield


@contextmanager
def credit_notes_are_forgotten() -> Iterator[None]:
    with replaced((drafting, "credit_notes_for", lambda *_, **__: ([], []))):
        yield


@contextmanager
def standing_is_not_told() -> Iterator[None]:
    with replaced((settling, "report", lambda *_, **__: None)):
        yield


@contextmanager
def nothing_is_restored() -> Iterator[None]:
    """What was suspended stays so, though all is paid."""
    with replaced((receivable, "restore", lambda *_, **__: [])):
        yield


@contextmanager
def everything_is_restored_at_once() -> Iterator[None]:
    """Half a payment opens the account."""
    real = restoring.restore

    def too_soon(customer: Customership, *, at: datetime) -> list[Suspension]:
        with replaced((restoring, "undisputed", lambda *_: Receivable.objects.none())):
            return real(customer, at=at)

    with replaced((receivable, "restore", too_soon)):
        yield


@contextmanager
def disputes_are_answered_as_they_were_read() -> Iterator[None]:
    """Nobody looks whether another answered meanwhile."""
    with replaced((dispute, "lock", lambda _: None), (dispute, "lock_dispute", as_it_is)):
        yield


@contextmanager
def withdrawn_orders_stay_invoiced() -> Iterator[None]:
    with replaced((withdrawing, "invoiced_line_of", lambda _: None)):
        yield


@contextmanager
def waivers_lock_nothing() -> Iterator[None]:
    """Two look whether a charge was let go, and both let it go."""

    def begin(_: object, ticket: Ticket, *, need: object) -> Locked:
        return Locked(Ticket.objects.get(pk=ticket.pk), account_behind(ticket))

    with replaced((waiver, "begin_metered", begin)):
        yield


PLANTED: tuple[tuple[Plant, str], ...] = (
    (accounts_are_not_locked, "spend_the_last_credits"),
    (balance_is_read_before_the_lock, "spend_the_last_credits"),
    (tickets_are_not_locked, "settle_one_finding"),
    (earlier_refunds_are_not_looked_at, "patch_is_heard_twice"),
    (numbers_are_the_highest_and_one, "two_invoices"),
    (numbers_are_not_given_back, "an_invoice_that_is_given_up"),
    (keys_of_payments_are_ignored, "one_payment_told_twice"),
    (keys_of_orders_are_ignored, "one_order_sent_twice"),
    (customers_are_not_locked, "two_payments_of_one_invoice"),
    (customers_are_not_locked, "the_same_money_goes_back_twice"),
    (people_are_not_locked, "one_person_is_logged_twice"),
    (every_entry_is_rounded_by_itself, "work_for_money"),
    (what_a_payment_paid_is_forgotten, "a_bill_long_overdue_is_paid_in_halves"),
    (credit_notes_are_forgotten, "work_is_taken_back_and_invoiced"),
    (standing_is_not_told, "two_payments_of_one_invoice"),
    (nothing_is_restored, "a_bill_long_overdue_is_paid_in_halves"),
    (disputes_are_answered_as_they_were_read, "one_dispute_is_answered_twice"),
    (withdrawn_orders_stay_invoiced, "an_order_is_withdrawn_and_paid"),
    (waivers_lock_nothing, "one_charge_is_let_go_twice"),
    (everything_is_restored_at_once, "a_bill_long_overdue_is_paid_in_halves"),
)
"""Each with the scene in which it shows."""


@contextmanager
def replaced(*parts: tuple[object, str, object]) -> Iterator[None]:
    with ExitStack() as stack:
        for where, name, what in parts:
            stack.enter_context(patch.object(where, name, what))
        yield


def account_behind(ticket: Ticket) -> CreditAccount | None:
    return CreditAccount.objects.filter(
        organisation_id=ticket.organisation_id, provider_id=ticket.provider_id
    ).first()


def as_it_is(row: Model) -> Any:  # noqa: ANN401 - the same kind of row
    return type(row)._default_manager.get(pk=row.pk)
