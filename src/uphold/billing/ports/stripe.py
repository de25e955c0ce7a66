"""Stripe: a Checkout Session for each request, and its webhooks. **Never run live**: we have no account there.

It is written on the official library and tried against the parameters that the library publishes, with an HTTP client
that answers instead of Stripe. Whoever uses it first should do so in Stripe's test mode, with small amounts.

The library is the optional extra `stripe`; only this file imports it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

import stripe
from django.utils.translation import gettext_lazy
from stripe.params.checkout import SessionCreateParams

from uphold.billing.models import Invoice
from uphold.billing.ports.port import Asked, Failed, Ignored, Notice, NoticeForged, Paid
from uphold.kit import CONFLICT, Refused

TOLERANCE_SECONDS = 300
WITHOUT_CENTS = frozenset(
    {
        *("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF"),
        *("UGX", "VND", "VUV", "XAF", "XOF", "XPF"),
    }
)
WITH_MILLS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})


class NotPayableOnline(Refused):
    code, kind, text = (
        "not_payable_online",
        CONFLICT,
        gettext_lazy("{0} {1} cannot be paid online; please pay by transfer."),
    )


PAID = frozenset({"checkout.session.completed", "checkout.session.async_payment_succeeded"})
FAILED = frozenset({"checkout.session.expired", "checkout.session.async_payment_failed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StripePort:
    """`client` is the library's, with our key; `notice_secret` signs the webhooks (whsec_…)."""

    client: stripe.StripeClient
    notice_secret: str = field(repr=False)
    name: str = "stripe"

    def ask(self, invoice: Invoice, *, amount: Decimal, key: str, back_address: str) -> Asked:
        params: SessionCreateParams = {
            "mode": "payment",
            "client_reference_id": str(invoice.pk),
            "success_url": back_address,
            "cancel_url": back_address,
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": invoice.currency.lower(),
                        "unit_amount": smallest_units(amount, currency=invoice.currency),
                        "product_data": {"name": invoice.number},
                    },
                }
            ],
            "payment_intent_data": {"description": invoice.number},
            "metadata": {"invoice": str(invoice.pk)},
        }
        session = self.client.v1.checkout.sessions.create(params, {"idempotency_key": key})
        return Asked(outside_id=session.id, address=session.url or back_address)

    def read_notice(self, body: bytes, *, headers: Mapping[str, str], at: datetime) -> Notice:
        verify(body, signature=signature_in(headers), secret=self.notice_secret, at=at)
        notice = json.loads(body)
        session = notice["data"]["object"]
        if notice["type"] in FAILED:
            return Failed(outside_id=session["id"])
        if notice["type"] not in PAID or session["payment_status"] != "paid":
            return Ignored()
        currency = str(session["currency"]).upper()
        amount = amount_of(session["amount_total"], currency=currency)
        return Paid(outside_id=session["id"], amount=amount, currency=currency)


def stripe_port(*, key: str, notice_secret: str, http_client: stripe.HTTPClient | None = None) -> StripePort:
    client = stripe.StripeClient(key, http_client=http_client, max_network_retries=2)
    return StripePort(client=client, notice_secret=notice_secret)


def signature_in(headers: Mapping[str, str]) -> str:
    named = {name.casefold(): value for name, value in headers.items()}
    return named.get("stripe-signature", "")


def verify(body: bytes, *, signature: str, secret: str, at: datetime) -> None:
    """By the library; the time is compared with the instant we are given, in both directions."""
    try:
        stripe.WebhookSignature.verify_header(body, signature, secret)
    except (stripe.SignatureVerificationError, UnicodeDecodeError) as error:
        raise NoticeForged from error
    stamps = [part.partition("=")[2] for part in signature.split(",") if part.startswith("t=")]
    if abs(at.timestamp() - int(stamps[0])) > TOLERANCE_SECONDS:
        raise NoticeForged


def smallest_units(amount: Decimal, *, currency: str) -> int:
    """Cents, or what the currency has instead; Stripe counts in those.

    Its list is not that of ISO 4217: it takes kronur of Iceland in hundredths, and ariary in whole ones.
    """
    units = amount * units_in_one(currency)
    if units != int(units):
        raise NotPayableOnline(amount, currency)
    return int(units)


def amount_of(units: int, *, currency: str) -> Decimal:
    return (Decimal(units) / units_in_one(currency)).quantize(Decimal("0.01"))


def units_in_one(currency: str) -> int:
    if currency in WITHOUT_CENTS:
        return 1
    return 1000 if currency in WITH_MILLS else 100
