"""The promise to pay: the customer says when, a person takes note; no row of the agreement changes by it."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.agreements.queries import terms_in_force
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.people.models import Contact, Organisation, Provider
from uphold.standing.access import get_customer
from uphold.standing.asking import day_of
from uphold.standing.locking import lock_customer
from uphold.standing.models import PaymentPromise
from uphold.standing.telling import record

BY_STAFF = (Permission.PAYMENT_RECORD, Permission.STANDING_DECIDE)
"""Either lets a member of the staff note what a customer said."""
LONGEST_WORDS = 500


class PromiseInThePast(Refused):
    code, kind, text = "promise_in_the_past", INVALID, gettext_lazy("Name today or a day to come, not {0}.")


class WordsTooLong(Refused):
    code, kind, text = "promise_words_too_long", INVALID, gettext_lazy("Write at most {0} characters.")


class PromiseWithdrawn(Refused):
    code, kind, text = "promise_withdrawn", CONFLICT, gettext_lazy("This promise was withdrawn already.")


@atomic
def promise_to_pay(
    *,
    actor: Actor,
    organisation: Organisation,
    provider: Provider,
    pay_by_on: date,
    words: str = "",
    promised_by: Contact | None = None,
    at: datetime,
) -> PaymentPromise:
    """By a contact who may pay; or noted by the staff, with whoever said it."""
    begin(actor, organisation=organisation, provider=provider)
    if promised_by is not None and promised_by.organisation_id != organisation.pk:
        raise NotThere("contact")
    terms = terms_in_force(organisation_id=organisation.pk, provider_id=provider.pk, at=at)
    if pay_by_on < (day_of(terms, at) if terms else at.date()):
        raise PromiseInThePast(pay_by_on)
    said = words.replace("\0", "").strip()
    if len(said) > LONGEST_WORDS:
        raise WordsTooLong(LONGEST_WORDS)
    promise = PaymentPromise.objects.create(
        organisation=organisation,
        provider=provider,
        pay_by_on=pay_by_on,
        words=said,
        promised_by_id=actor.id if actor.is_contact else promised_by.pk if promised_by else None,
        recorded_by_id=actor.id if actor.is_staff else None,
        recorded_at=at,
    )
    detail = {"promise": promise.pk, "pay_by_on": pay_by_on.isoformat()}
    record("standing.promised", organisation, provider_id=provider.pk, by=actor, at=at, detail=detail)
    return promise


@atomic
def withdraw_promise(*, actor: Actor, promise: PaymentPromise, at: datetime) -> PaymentPromise:
    """It was not kept, or another takes its place; the row stays."""
    organisation, provider = promise.organisation, promise.provider
    begin(actor, organisation=organisation, provider=provider)
    if not PaymentPromise.objects.filter(pk=promise.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise PromiseWithdrawn
    promise.withdrawn_at = at
    detail = {"promise": promise.pk}
    record(
        "standing.promise_withdrawn", organisation, provider_id=provider.pk, by=actor, at=at, detail=detail
    )
    return promise


def begin(actor: Actor, *, organisation: Organisation, provider: Provider) -> None:
    """Through the door, then the lock."""
    need = next((each for each in BY_STAFF if actor.may(each, provider_id=provider.pk)), BY_STAFF[0])
    need = Permission.INVOICE_PAY if actor.is_contact else need
    customer = get_customer(actor, organisation_id=organisation.pk, provider_id=provider.pk, need=need)
    if actor.is_program:
        raise NotAllowed(need)
    lock_customer(organisation_id=customer.organisation_id, provider_id=customer.provider_id)
