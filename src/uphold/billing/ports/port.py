"""What a payment provider is to us: asked for an address where a customer pays, it tells later what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext_lazy

from uphold.billing.models import Invoice
from uphold.kit import FORBIDDEN, Refused


class NoticeForged(Refused):
    code, kind, text = (
        "notice_forged",
        FORBIDDEN,
        gettext_lazy("This was not signed by the payment provider, or too long ago."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The provider's name for the request, and where the customer pays."""

    outside_id: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    outside_id: str
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    outside_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A notice about something else."""


Notice = Paid | Failed | Ignored


class PaymentPort(Protocol):
    @property
    def name(self) -> str: ...

    def ask(self, invoice: Invoice, *, amount: Decimal, key: str, back_address: str) -> Asked:
        """The same key again asks nothing new. The customer comes back to the address, paid or not."""

    def read_notice(self, body: bytes, *, headers: Mapping[str, str], at: datetime) -> Notice:
        """Raises NoticeForged for what the provider did not send."""
