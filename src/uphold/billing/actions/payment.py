"""Payments: recorded once for their key, allocated to invoices, and taken back by a row of their own."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.billing.issuing import topics_of
from uphold.billing.locking import lock_credits, lock_customer
from uphold.billing.models import Invoice, Payment
from uphold.billing.settling import after_change, allocate_spare, take_back
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by, told_of
from uphold.kit.transaction import atomic
from uphold.people.models import Organisation, Provider
from uphold.policy.charges.minor_units import is_kept, is_whole

LONGEST_REFERENCE = 140
MOST_AMOUNT = Decimal(10) ** 11


class PaymentIsNothing(Refused):
    code, kind, text = (
        "payment_is_nothing",
        INVALID,
        gettext_lazy("A payment is more than nothing, in whole cents, or units where there are no cents."),
    )


class PaymentLiesAhead(Refused):
    code, kind, text = (
        "payment_lies_ahead",
        INVALID,
        gettext_lazy("A payment is recorded when it was received."),
    )


class CurrencyUnknown(Refused):
    code, kind, text = (
        "currency_unknown",
        INVALID,
        gettext_lazy("Write the currency as three capitals, like USD."),
    )


class CurrencyNotKept(Refused):
    code, kind, text = (
        "currency_not_kept",
        INVALID,
        gettext_lazy("Amounts in {0} have more than two digits after the point; they cannot be kept here."),
    )


class KeyTaken(Refused):
    code, kind, text = (
        "payment_key_taken",
        CONFLICT,
        gettext_lazy("Another payment was recorded under this key."),
    )


class NotTheirInvoice(Refused):
    code, kind, text = (
        "not_their_invoice",
        CONFLICT,
        gettext_lazy("{0} is no invoice of this customer in this currency."),
    )


class PaymentAlreadyReversed(Refused):
    code, kind, text = (
        "payment_already_reversed",
        CONFLICT,
        gettext_lazy("This payment was taken back already."),
    )


class PaymentWasRepaid(Refused):
    code, kind, text = (
        "payment_was_repaid",
        CONFLICT,
        gettext_lazy(
            "Money of this payment went back to the customer. "
            "Take that repayment back first, or ask the customer for the amount."
        ),
    )


class ReversalStays(Refused):
    code, kind, text = (
        "reversal_stays",
        CONFLICT,
        gettext_lazy("What took something back is not taken back; record it anew."),
    )


@atomic
def record_payment(
    *,
    actor: Actor,
    organisation: Organisation,
    provider: Provider,
    amount: Decimal,
    currency: str,
    received_on: date,
    reference: str = "",
    key: str,
    at: datetime,
    for_invoices: Sequence[Invoice] | None = None,
    way: str = Payment.Way.MANUAL,
) -> Payment:
    """The same key again returns the first row. Money pays the oldest due first, or the invoices named.

    What is left stands to the customer's credit and pays the next invoice.
    """
    require(actor, Permission.PAYMENT_RECORD, provider_id=provider.pk)
    check_payment(amount=amount, currency=currency, received_on=received_on, at=at)
    lock_customer(organisation_id=organisation.pk, provider_id=provider.pk)
    known = Payment.objects.filter(key=key).first()
    if known is not None:
        return same_payment(
            known, organisation=organisation, provider=provider, amount=amount, currency=currency
        )
    named = named_ids(for_invoices or (), organisation=organisation, provider=provider, currency=currency)
    lock_credits([organisation.pk], provider_id=provider.pk)
    with refused_by("billing_payment_key_key", KeyTaken()):
        payment = Payment.objects.create(
            provider=provider,
            organisation=organisation,
            way=way,
            received_on=received_on,
            recorded_at=at,
            recorded_by_id=actor.id if actor.is_staff else None,
            amount=amount,
            currency=currency,
            reference=reference.strip()[:LONGEST_REFERENCE],
            key=key,
        )
    tell("payment.recorded", payment, by=actor, at=at)
    settle(payment, named=named, by=actor, at=at)
    return payment


@atomic
def reverse_payment(*, actor: Actor, payment: Payment, reason: str, at: datetime) -> Payment:
    """Money that did not stay: a cheque that bounced, a charge-back, an error. Returns the row that takes it back.

    Its invoices are open again. A package that it paid stays credited: its credits may have been used. What of it was
    paid back to the customer is no longer there to be taken.
    """
    require(actor, Permission.PAYMENT_RECORD, provider_id=payment.provider_id)
    lock_customer(organisation_id=payment.organisation_id, provider_id=payment.provider_id)
    lock_credits([payment.organisation_id], provider_id=payment.provider_id)
    if payment.reverses_id is not None:
        raise ReversalStays
    if Payment.objects.filter(reverses=payment).exists():
        raise PaymentAlreadyReversed
    with told_of("reversal_of_what_was_not_repaid", PaymentWasRepaid()):
        reversal = Payment.objects.create(
            provider_id=payment.provider_id,
            organisation_id=payment.organisation_id,
            way=payment.way,
            received_on=at.date(),
            recorded_at=at,
            recorded_by_id=actor.id if actor.is_staff else None,
            amount=-payment.amount,
            currency=payment.currency,
            reference=reason.strip()[:LONGEST_REFERENCE],
            reverses=payment,
            key=f"reversal of {payment.pk}",
        )
    tell("payment.reversed", reversal, by=actor, at=at)
    touched = take_back(payment, by_payment=reversal, at=at)
    touched |= allocate_spare(
        organisation_ids=[payment.organisation_id], provider_id=payment.provider_id, at=at
    )
    after_change(touched, by=actor, at=at)
    return reversal


def settle(payment: Payment, *, named: Sequence[int], by: Actor, at: datetime) -> None:
    touched = allocate_spare(
        organisation_ids=[payment.organisation_id], provider_id=payment.provider_id, named=named, at=at
    )
    after_change(touched, by=by, at=at)


def check_payment(*, amount: Decimal, currency: str, received_on: date, at: datetime) -> None:
    check_currency(currency)
    if not amount.is_finite() or not 0 < amount < MOST_AMOUNT or not is_whole(amount, currency=currency):
        raise PaymentIsNothing
    if lies_ahead(received_on, at=at):
        raise PaymentLiesAhead


def check_currency(currency: str) -> None:
    if len(currency) != 3 or not (currency.isascii() and currency.isupper()):
        raise CurrencyUnknown
    if not is_kept(currency):
        raise CurrencyNotKept(currency)


def lies_ahead(on: date, *, at: datetime) -> bool:
    """A day ahead is today somewhere."""
    return on > (at + timedelta(days=1)).date()


def same_payment(
    known: Payment, *, organisation: Organisation, provider: Provider, amount: Decimal, currency: str
) -> Payment:
    asked = (organisation.pk, provider.pk, amount, currency)
    if (known.organisation_id, known.provider_id, known.amount, known.currency) != asked:
        raise KeyTaken
    return known


def named_ids(
    invoices: Sequence[Invoice], *, organisation: Organisation, provider: Provider, currency: str
) -> list[int]:
    for invoice in invoices:
        theirs = (invoice.organisation_id, invoice.provider_id, invoice.currency, invoice.kind)
        if theirs != (organisation.pk, provider.pk, currency, Invoice.Kind.INVOICE):
            raise NotTheirInvoice(invoice.number)
    return [invoice.pk for invoice in invoices]


def tell(kind: str, payment: Payment, *, by: Actor, at: datetime) -> None:
    detail: dict[str, str | int] = {
        "provider": payment.provider_id,
        "amount": str(payment.amount),
        "currency": payment.currency,
        "way": str(payment.way),
    }
    if payment.reverses_id is not None:
        detail["reverses"] = str(payment.reverses_id)
    write(
        kind,
        about=payment,
        by=by,
        at=at,
        detail=detail,
        organisation_id=payment.organisation_id,
        topics=topics_of(organisation_id=payment.organisation_id, provider_id=payment.provider_id),
    )
