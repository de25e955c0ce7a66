"""Which payment provider is in use: what `UPHOLD_PAYMENTS` names, or none."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from django.conf import settings
from django.utils.translation import gettext_lazy

from uphold.billing.ports.fake import FakePort
from uphold.billing.ports.port import PaymentPort
from uphold.kit import MISSING, Refused

NONE, FAKE, STRIPE = "none", "fake", "stripe"


class NoSuchPort(Refused):
    code, kind, text = "no_such_port", MISSING, gettext_lazy("Invoices are not paid online here.")


def port_in_use() -> PaymentPort | None:
    """None where customers pay by transfer alone."""
    if stated("PAYMENTS") == FAKE:
        return FakePort()
    if stated("PAYMENTS") == STRIPE:
        make = cast("Callable[..., PaymentPort]", import_module("uphold.billing.ports.stripe").stripe_port)
        return make(key=stated("STRIPE_KEY"), notice_secret=stated("STRIPE_NOTICE_SECRET"))
    return None


def port_named(name: str) -> PaymentPort:
    """The one in use, if it has this name: nobody else is listened to."""
    port = port_in_use()
    if port is None or port.name != name:
        raise NoSuchPort
    return port


def stated(name: str) -> str:
    """A setting of ours; the stubs know only Django's own."""
    return str(getattr(settings, name))
