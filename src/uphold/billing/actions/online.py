"""Paying online: a customer is sent to the payment provider, and its notice becomes a payment, once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.billing.access import enter
from uphold.billing.actions.payment import record_payment
from uphold.billing.models import Invoice, Payment, PaymentRequest
from uphold.billing.ports.port import Ignored, Paid, PaymentPort
from uphold.billing.standing import disputed_amounts
from uphold.journal.write import write
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.policy.invoices.totals import NOTHING

ADDRESS_LASTS = timedelta(hours=20)
"""Stripe's addresses end after a day."""


class NothingToPay(Refused):
    code, kind, text = "nothing_to_pay", CONFLICT, gettext_lazy("Nothing of {0} is to be paid.")


def ask_payment(
    *, actor: Actor, invoice: Invoice, port: PaymentPort, back_address: str, at: datetime
) -> PaymentRequest:
    """Where to pay what is open and undisputed. An address that was asked for the same amount lately is given again.

    The payment provider is asked between two transactions, since the customer waits for the address: the key makes
    a second attempt the same request.
    """
    enter(actor, invoice, need=Permission.INVOICE_PAY)
    amount = payable_amount(invoice)
    known = PaymentRequest.objects.filter(
        invoice=invoice,
        port=port.name,
        amount=amount,
        state=PaymentRequest.State.OPEN,
        asked_at__gt=at - ADDRESS_LASTS,
    ).last()
    if known is not None:
        return known
    count = PaymentRequest.objects.filter(invoice=invoice).count()
    key = f"invoice {invoice.pk}: {amount} ({count})"
    asked = port.ask(invoice, amount=amount, key=key, back_address=back_address)
    with atomic():
        request, is_new = PaymentRequest.objects.get_or_create(
            outside_id=asked.outside_id,
            defaults={
                "invoice": invoice,
                "port": port.name,
                "amount": amount,
                "address": asked.address,
                "asked_at": at,
            },
        )
        if is_new:
            tell("payment.asked", request, by=actor, at=at)
    return request


@atomic
def take_notice(
    *, port: PaymentPort, body: bytes, headers: Mapping[str, str], at: datetime
) -> Payment | None:
    """What the payment provider tells; told again, it changes nothing. None where nothing was paid."""
    notice = port.read_notice(body, headers=headers, at=at)
    if isinstance(notice, Ignored):
        return None
    requests = PaymentRequest.objects.select_related("invoice__organisation", "invoice__provider", "payment")
    request = requests.filter(port=port.name, outside_id=notice.outside_id).first()
    if request is None or request.state == PaymentRequest.State.PAID:
        return request.payment if request else None
    if isinstance(notice, Paid):
        return pay(request, notice, at=at)
    failed = PaymentRequest.objects.filter(pk=request.pk, state=PaymentRequest.State.OPEN)
    if failed.update(state=PaymentRequest.State.FAILED):
        tell("payment.failed", request, by=Actor.system(), at=at)
    return None


def pay(request: PaymentRequest, notice: Paid, *, at: datetime) -> Payment:
    """The key is the provider's name for the request: two notices at once are one payment."""
    invoice = request.invoice
    payment = record_payment(
        actor=Actor.system(),
        organisation=invoice.organisation,
        provider=invoice.provider,
        amount=notice.amount,
        currency=notice.currency,
        received_on=at.date(),
        reference=invoice.number,
        key=f"{request.port}:{request.outside_id}",
        at=at,
        for_invoices=[invoice] if notice.currency == invoice.currency else [],
        way=Payment.Way.ONLINE,
    )
    PaymentRequest.objects.filter(pk=request.pk).update(state=PaymentRequest.State.PAID, payment=payment)
    return payment


def payable_amount(invoice: Invoice) -> Decimal:
    """What is open, without what is disputed."""
    current = Invoice.objects.get(pk=invoice.pk)
    disputed = disputed_amounts([current.pk])[current.pk]
    amount = max(current.open_amount - disputed, NOTHING)
    if invoice.kind != Invoice.Kind.INVOICE or amount == 0:
        raise NothingToPay(invoice.number)
    return amount


def tell(kind: str, request: PaymentRequest, *, by: Actor, at: datetime) -> None:
    write(
        kind,
        about=request,
        by=by,
        at=at,
        detail={"invoice": request.invoice_id, "amount": str(request.amount), "port": request.port},
        organisation_id=request.invoice.organisation_id,
    )
