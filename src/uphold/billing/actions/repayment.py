"""Repayments: what stands to a customer's credit goes back to it, recorded once for its key; taken back by a row."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.billing.actions.credit import ReasonMissing
from uphold.billing.actions.payment import (
    LONGEST_REFERENCE,
    MOST_AMOUNT,
    ReversalStays,
    check_currency,
    lies_ahead,
)
from uphold.billing.issuing import topics_of
from uphold.billing.locking import lock_credits, lock_customer
from uphold.billing.models import Allocation, Payment, Repayment
from uphold.billing.settling import after_change, allocate_spare, spare_payments
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import told_of
from uphold.kit.transaction import atomic
from uphold.people.models import Organisation, Provider
from uphold.policy.charges.minor_units import is_whole
from uphold.policy.invoices.allocation import Part, released
from uphold.policy.invoices.totals import NOTHING

LONGEST_REASON = 300


class RepaymentIsNothing(Refused):
    code, kind, text = (
        "repayment_is_nothing",
        INVALID,
        gettext_lazy("A repayment is more than nothing, in whole cents, or units where there are no cents."),
    )


class RepaymentLiesAhead(Refused):
    code, kind, text = (
        "repayment_lies_ahead",
        INVALID,
        gettext_lazy("A repayment is recorded when the money was sent."),
    )


class RepaymentWayUnknown(Refused):
    code, kind, text = (
        "repayment_way_unknown",
        INVALID,
        gettext_lazy("Say how the money went back: by transfer, card, cheque or otherwise."),
    )


class RepaymentExceedsCredit(Refused):
    code, kind, text = (
        "repayment_exceeds_credit",
        CONFLICT,
        gettext_lazy("Only {0} {1} of that stand to the customer's credit; no more can go back."),
    )


class RepaymentKeyTaken(Refused):
    code, kind, text = (
        "repayment_key_taken",
        CONFLICT,
        gettext_lazy("Another repayment was recorded under this key."),
    )


class NotTheirPayment(Refused):
    code, kind, text = (
        "not_their_payment",
        CONFLICT,
        gettext_lazy("This is no payment of this customer in this currency."),
    )


class RepaymentAlreadyReversed(Refused):
    code, kind, text = (
        "repayment_already_reversed",
        CONFLICT,
        gettext_lazy("This repayment was taken back already."),
    )


@atomic
def repay(
    *,
    actor: Actor,
    organisation: Organisation,
    provider: Provider,
    amount: Decimal,
    currency: str,
    repaid_on: date,
    way: str = Repayment.Way.TRANSFER,
    reference: str = "",
    reason: str,
    key: str,
    at: datetime,
    payments: Sequence[Payment] | None = None,
) -> Repayment:
    """Records that money went back: out of the payments named, or of all that have something free, the latest first.

    What a credit note freed is free in the payment that had paid it. The same key again returns the first row.
    """
    require(actor, Permission.REPAYMENT_RECORD, provider_id=provider.pk)
    check_repayment(amount=amount, currency=currency, repaid_on=repaid_on, way=way, reason=reason, at=at)
    lock_customer(organisation_id=organisation.pk, provider_id=provider.pk)
    known = Repayment.objects.filter(key=key).first()
    if known is not None:
        return same_repayment(
            known, organisation=organisation, provider=provider, amount=amount, currency=currency
        )
    free = free_parts(organisation=organisation, provider=provider, currency=currency, payments=payments)
    most = sum((part.amount for part in free), NOTHING)
    if amount > most:
        raise RepaymentExceedsCredit(most, currency)
    with told_of("billing_repayment_key_key", RepaymentKeyTaken()):
        repayment = Repayment.objects.create(
            provider=provider,
            organisation=organisation,
            way=way,
            repaid_on=repaid_on,
            recorded_at=at,
            recorded_by_id=actor.id if actor.is_staff else None,
            amount=amount,
            currency=currency,
            reference=reference.strip()[:LONGEST_REFERENCE],
            reason=reason.strip()[:LONGEST_REASON],
            key=key,
        )
    give(repayment, released(amount, free), at=at)
    tell("repayment.recorded", repayment, by=actor, at=at)
    return repayment


@atomic
def reverse_repayment(*, actor: Actor, repayment: Repayment, reason: str, at: datetime) -> Repayment:
    """The money came back, or never left: it stands to credit again, and pays what is open. The row that says so."""
    require(actor, Permission.REPAYMENT_RECORD, provider_id=repayment.provider_id)
    if not reason.strip():
        raise ReasonMissing
    lock_customer(organisation_id=repayment.organisation_id, provider_id=repayment.provider_id)
    lock_credits([repayment.organisation_id], provider_id=repayment.provider_id)
    if repayment.reverses_id is not None:
        raise ReversalStays
    if Repayment.objects.filter(reverses=repayment).exists():
        raise RepaymentAlreadyReversed
    reversal = Repayment.objects.create(
        provider_id=repayment.provider_id,
        organisation_id=repayment.organisation_id,
        way=repayment.way,
        repaid_on=at.date(),
        recorded_at=at,
        recorded_by_id=actor.id if actor.is_staff else None,
        amount=-repayment.amount,
        currency=repayment.currency,
        reference=repayment.reference,
        reason=reason.strip()[:LONGEST_REASON],
        reverses=repayment,
        key=f"reversal of {repayment.pk}",
    )
    sums = repayment.allocations.order_by().values("payment_id").annotate(total=Sum("amount"))
    give(reversal, [Part(key=row["payment_id"], amount=-row["total"]) for row in sums], at=at)
    tell("repayment.reversed", reversal, by=actor, at=at)
    touched = allocate_spare(
        organisation_ids=[repayment.organisation_id], provider_id=repayment.provider_id, at=at
    )
    after_change(touched, by=actor, at=at)
    return reversal


def check_repayment(
    *, amount: Decimal, currency: str, repaid_on: date, way: str, reason: str, at: datetime
) -> None:
    check_currency(currency)
    if not amount.is_finite() or not 0 < amount < MOST_AMOUNT or not is_whole(amount, currency=currency):
        raise RepaymentIsNothing
    if way not in Repayment.Way.values:
        raise RepaymentWayUnknown
    if not reason.strip():
        raise ReasonMissing
    if lies_ahead(repaid_on, at=at):
        raise RepaymentLiesAhead


def same_repayment(
    known: Repayment, *, organisation: Organisation, provider: Provider, amount: Decimal, currency: str
) -> Repayment:
    asked = (organisation.pk, provider.pk, amount, currency)
    if (known.organisation_id, known.provider_id, known.amount, known.currency) != asked:
        raise RepaymentKeyTaken
    return known


def free_parts(
    *, organisation: Organisation, provider: Provider, currency: str, payments: Sequence[Payment] | None
) -> list[Part]:
    """What is free in each payment, the oldest first."""
    theirs = (organisation.pk, provider.pk, currency)
    for each in payments or ():
        if (each.organisation_id, each.provider_id, each.currency) != theirs:
            raise NotTheirPayment
    rows = spare_payments(organisation_ids=[organisation.pk], provider_id=provider.pk)
    rows = rows.filter(currency=currency)
    if payments is not None:
        rows = rows.filter(pk__in=[each.pk for each in payments])
    return [Part(key=row.pk, amount=row.spare) for row in rows]  # type: ignore[attr-defined]  # annotated there


def give(repayment: Repayment, parts: Sequence[Part], *, at: datetime) -> None:
    Allocation.objects.bulk_create(
        Allocation(payment_id=part.key, repayment=repayment, amount=part.amount, at=at) for part in parts
    )


def tell(kind: str, repayment: Repayment, *, by: Actor, at: datetime) -> None:
    detail: dict[str, str | int] = {
        "provider": repayment.provider_id,
        "amount": str(repayment.amount),
        "currency": repayment.currency,
        "way": str(repayment.way),
    }
    if repayment.reverses_id is not None:
        detail["reverses"] = str(repayment.reverses_id)
    write(
        kind,
        about=repayment,
        by=by,
        at=at,
        detail=detail,
        organisation_id=repayment.organisation_id,
        topics=topics_of(organisation_id=repayment.organisation_id, provider_id=repayment.provider_id),
    )
