"""Paying online: by the provider that is none, and by Stripe as its library describes it."""

import json
import typing
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl

import pytest
import stripe
from django.conf import LazySettings
from stripe.params.checkout import SessionCreateParams, _session_create_params

from tests.billing.charged import FIRST, House
from uphold.access import NotAllowed, NotThere
from uphold.billing.actions import raise_dispute
from uphold.billing.actions.online import ask_payment, take_notice
from uphold.billing.models import Invoice, Payment, PaymentRequest
from uphold.billing.ports.fake import FakePort
from uphold.billing.ports.known import port_in_use, port_named
from uphold.billing.ports.port import NoticeForged, PaymentPort
from uphold.billing.ports.stripe import StripePort, amount_of, smallest_units, stripe_port
from uphold.kit import Refused

BACK = "https://desk.example/portal/invoices/1/"
SECRET = "whsec_of_a_test"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def ask(
    house: House, invoice: Invoice, *, port: PaymentPort | None = None, at: datetime = FIRST
) -> PaymentRequest:
    return ask_payment(
        actor=house.cast.max.actor, invoice=invoice, port=port or FakePort(), back_address=BACK, at=at
    )


def fake_notice(request: PaymentRequest, word: str = "paid") -> bytes:
    return f"{word} {request.address.rpartition('/')[2]}".encode()


def test_a_manager_is_sent_to_an_address_and_his_payment_is_known_at_once(house: House) -> None:
    invoice = house.invoice("100.00")
    request = ask(house, invoice)

    payment = take_notice(port=FakePort(), body=fake_notice(request), headers=NO_HEADERS, at=FIRST)

    request.refresh_from_db()
    invoice.refresh_from_db()
    assert payment is not None
    assert (payment.amount, payment.way, request.state) == (Decimal("120.00"), "online", "paid")
    assert (invoice.open_amount, request.payment_id) == (Decimal(0), payment.pk)


def test_a_notice_that_comes_again_changes_nothing(house: House) -> None:
    request = ask(house, house.invoice("100.00"))
    first = take_notice(port=FakePort(), body=fake_notice(request), headers=NO_HEADERS, at=FIRST)

    again = take_notice(port=FakePort(), body=fake_notice(request), headers=NO_HEADERS, at=FIRST)
    late = take_notice(port=FakePort(), body=fake_notice(request, "failed"), headers=NO_HEADERS, at=FIRST)

    assert first == again == late
    assert Payment.objects.count() == 1


def test_a_payment_that_failed_leaves_the_invoice_open(house: House) -> None:
    request = ask(house, house.invoice("100.00"))

    paid = take_notice(port=FakePort(), body=fake_notice(request, "failed"), headers=NO_HEADERS, at=FIRST)

    request.refresh_from_db()
    assert (paid, request.state, Payment.objects.count()) == (None, "failed", 0)


def test_only_what_is_undisputed_is_asked_for(house: House) -> None:
    invoice = house.invoice("100.00", "50.00")
    line = invoice.lines.select_related("invoice").get(position=1)
    raise_dispute(actor=house.cast.max.actor, line=line, words="Not us.", at=FIRST)

    assert ask(house, invoice).amount == Decimal("60.00")


def test_the_same_amount_asked_for_lately_has_the_same_address(house: House) -> None:
    invoice = house.invoice("100.00")

    first, again = ask(house, invoice), ask(house, invoice, at=FIRST + timedelta(hours=1))
    tomorrow = ask(house, invoice, at=FIRST + timedelta(days=1))

    assert first == again
    assert tomorrow.address != first.address


def test_what_is_paid_is_not_asked_for(house: House) -> None:
    invoice = house.invoice("100.00")
    house.pay("120.00")

    with pytest.raises(Refused) as refusal:
        ask(house, invoice)

    assert refusal.value.code == "nothing_to_pay"
    assert not PaymentRequest.objects.exists()


def test_a_forged_notice_is_refused(house: House) -> None:
    ask(house, house.invoice("100.00"))

    with pytest.raises(NoticeForged):
        take_notice(port=FakePort(), body=b"paid everything", headers=NO_HEADERS, at=FIRST)

    assert not Payment.objects.exists()


def test_only_managers_of_the_customer_pay_online(house: House) -> None:
    invoice = house.invoice("100.00")

    for actor, refusal in (
        (house.cast.ada.actor, NotAllowed),
        (house.cast.ben.actor, NotAllowed),
        (house.cast.tom.actor, NotThere),
        (house.mia.actor, NotThere),
    ):
        with pytest.raises(refusal):
            ask_payment(actor=actor, invoice=invoice, port=FakePort(), back_address=BACK, at=FIRST)

    assert not PaymentRequest.objects.exists()


def test_nobody_is_asked_where_no_provider_is_in_use(settings: LazySettings) -> None:
    settings.PAYMENTS = "none"

    assert port_in_use() is None
    with pytest.raises(Refused) as refusal:
        port_named("fake")
    assert refusal.value.code == "no_such_port"


def test_the_provider_in_use_is_the_one_that_is_listened_to(settings: LazySettings) -> None:
    settings.PAYMENTS, settings.STRIPE_KEY, settings.STRIPE_NOTICE_SECRET = "stripe", "sk_test", SECRET

    assert isinstance(port_named("stripe"), StripePort)
    with pytest.raises(Refused):
        port_named("fake")


class Answering(stripe.HTTPClient):
    """Answers instead of Stripe, after it has looked at every parameter's name."""

    name = "answering"

    def __init__(self) -> None:
        super().__init__()
        self.posted: dict[str, str] = {}
        self.keys: list[str] = []

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: object = None,
        *,
        _usage: object = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        assert (method, url) == ("post", "https://api.stripe.com/v1/checkout/sessions")
        self.posted = dict(parse_qsl(str(post_data), keep_blank_values=True, strict_parsing=True))
        self.keys.append((headers or {})["Idempotency-Key"])
        for name in self.posted:
            assert is_parameter(name), name
        answer = {
            "id": "cs_test_1",
            "object": "checkout.session",
            "url": "https://checkout.example/cs_test_1",
        }
        return json.dumps(answer), 200, {}


NAMES = {**vars(typing), **vars(_session_create_params), "StripeContext": object, "UnsetType": object}
"""What the library's types are written with, also where it imports that for checkers alone."""


def is_parameter(name: str) -> bool:
    """Whether the library's own types know a posted name, `line_items[0][price_data][currency]` say."""
    kind: Any = SessionCreateParams
    for part in name.replace("]", "").split("["):
        if typing.get_origin(kind) in (dict, Mapping):
            return True
        if part.isdecimal():
            (kind,) = typing.get_args(kind)
            continue
        hints = typing.get_type_hints(kind, localns=NAMES)
        if part not in hints:
            return False
        kind = next(filter(is_nested, (hints[part], *typing.get_args(hints[part]))), hints[part])
    return True


def is_nested(kind: object) -> bool:
    return hasattr(kind, "__required_keys__") or typing.get_origin(kind) in (list, dict)


@pytest.fixture
def answering() -> Answering:
    return Answering()


@pytest.fixture
def live(answering: Answering) -> StripePort:
    return stripe_port(key="sk_test", notice_secret=SECRET, http_client=answering)


def stripe_notice(
    kind: str, *, at: datetime = FIRST, secret: str = SECRET, **session: object
) -> dict[str, Any]:
    body = json.dumps({"object": "event", "type": kind, "data": {"object": {"id": "cs_test_1", **session}}})
    signature = stripe.WebhookSignature.generate_signature_header(body, secret, int(at.timestamp()))
    return {"body": body.encode(), "headers": {"Stripe-Signature": signature}}


PAID: Mapping[str, Any] = MappingProxyType(
    {"payment_status": "paid", "amount_total": 12000, "currency": "eur"}
)


def test_stripe_is_asked_by_parameters_that_it_publishes(
    house: House, live: StripePort, answering: Answering
) -> None:
    request = ask(house, house.invoice("100.00"), port=live)

    assert (request.outside_id, request.address) == ("cs_test_1", "https://checkout.example/cs_test_1")
    assert answering.posted["line_items[0][price_data][unit_amount]"] == "12000"
    assert answering.posted["line_items[0][price_data][currency]"] == "eur"
    assert answering.posted["line_items[0][price_data][product_data][name]"] == "INV-1"
    assert (answering.posted["mode"], answering.posted["success_url"]) == ("payment", BACK)
    assert len(answering.keys) == 1


def test_the_check_of_parameters_finds_a_name_that_is_wrong() -> None:
    assert is_parameter("line_items[0][price_data][unit_amount]")
    assert is_parameter("metadata[invoice]")
    assert not is_parameter("line_items[0][price_data][amount]")
    assert not is_parameter("line_item[0]")


def test_a_webhook_of_stripe_pays_the_invoice(house: House, live: StripePort) -> None:
    invoice = house.invoice("100.00")
    ask(house, invoice, port=live)

    payment = take_notice(port=live, at=FIRST, **stripe_notice("checkout.session.completed", **PAID))

    invoice.refresh_from_db()
    assert payment is not None
    assert (payment.amount, invoice.open_amount) == (Decimal("120.00"), Decimal(0))


@pytest.mark.parametrize(
    ("kind", "session"),
    [
        ("checkout.session.completed", {"payment_status": "unpaid", "amount_total": 1, "currency": "eur"}),
        ("customer.created", {}),
    ],
)
def test_what_is_not_paid_yet_pays_nothing(
    house: House, live: StripePort, kind: str, session: dict[str, Any]
) -> None:
    ask(house, house.invoice("100.00"), port=live)

    assert take_notice(port=live, at=FIRST, **stripe_notice(kind, **session)) is None
    assert PaymentRequest.objects.get().state == "open"


def test_a_session_that_ended_unpaid_has_failed(house: House, live: StripePort) -> None:
    ask(house, house.invoice("100.00"), port=live)

    take_notice(port=live, at=FIRST, **stripe_notice("checkout.session.expired"))

    assert PaymentRequest.objects.get().state == "failed"


@pytest.mark.parametrize(
    "notice",
    [
        stripe_notice("checkout.session.completed", secret="whsec_other", **PAID),
        stripe_notice("checkout.session.completed", at=FIRST - timedelta(minutes=6), **PAID),
        stripe_notice("checkout.session.completed", at=FIRST + timedelta(minutes=6), **PAID),
        {"body": b"{}", "headers": {}},
        {"body": b"\xff", "headers": {"Stripe-Signature": "t=1,v1=ab"}},
        {"body": b"{}", "headers": {"Stripe-Signature": "t=now,v1="}},
    ],
)
def test_a_webhook_that_stripe_did_not_sign_just_now_is_refused(
    house: House, live: StripePort, notice: dict[str, Any]
) -> None:
    ask(house, house.invoice("100.00"), port=live)

    with pytest.raises(NoticeForged):
        take_notice(port=live, at=FIRST, **notice)

    assert not Payment.objects.exists()


def test_currencies_count_in_their_own_smallest_units() -> None:
    assert smallest_units(Decimal("12.34"), currency="USD") == 1234
    assert smallest_units(Decimal("1234.00"), currency="JPY") == 1234
    assert smallest_units(Decimal("1.23"), currency="KWD") == 1230
    assert smallest_units(Decimal("5.00"), currency="ISK") == 500
    assert amount_of(1230, currency="KWD") == Decimal("1.23")


def test_what_stripe_cannot_take_to_the_last_digit_is_not_asked_for() -> None:
    with pytest.raises(Refused) as refusal:
        smallest_units(Decimal("10.50"), currency="MGA")

    assert refusal.value.code == "not_payable_online"


def test_the_secret_is_not_shown(live: StripePort) -> None:
    assert SECRET not in repr(live)
