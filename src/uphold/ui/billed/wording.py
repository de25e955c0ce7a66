"""Billing in words: states of invoices and disputes, amounts and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from uphold.billing.models import Dispute, Payment, Repayment
from uphold.billing.queries import InvoiceState
from uphold.ui import words

Words = str | Promise


@dataclass(frozen=True, slots=True)
class State:
    """A state in a word, with an icon and a colour; never a colour alone."""

    label: Words
    icon: str
    tone: str = ""


INVOICE: Mapping[InvoiceState, State] = MappingProxyType(
    {
        InvoiceState.OPEN: State(gettext_lazy("open"), "circle-dot"),
        InvoiceState.OVERDUE: State(gettext_lazy("overdue"), "circle-alert", "missed"),
        InvoiceState.DISPUTED: State(gettext_lazy("disputed"), "circle-question-mark", "soon"),
        InvoiceState.PAID: State(gettext_lazy("paid"), "circle-check", "met"),
        InvoiceState.CREDITED: State(gettext_lazy("credited"), "rotate-ccw"),
        InvoiceState.NOTE: State(gettext_lazy("credit note"), "rotate-ccw"),
    }
)
DISPUTE: Mapping[str, State] = MappingProxyType(
    {
        Dispute.State.OPEN: State(gettext_lazy("waits for an answer"), "circle-question-mark", "soon"),
        Dispute.State.ACCEPTED: State(gettext_lazy("accepted"), "circle-check", "met"),
        Dispute.State.REJECTED: State(gettext_lazy("rejected"), "circle-slash"),
        Dispute.State.WITHDRAWN: State(gettext_lazy("withdrawn"), "circle-slash"),
    }
)
WAYS: Mapping[str, Words] = MappingProxyType(
    {
        Payment.Way.MANUAL: gettext_lazy("noted by hand"),
        Payment.Way.BANK: gettext_lazy("from the bank"),
        Payment.Way.ONLINE: gettext_lazy("paid online"),
    }
)
REPAID: Mapping[str, Words] = MappingProxyType(
    {
        Repayment.Way.TRANSFER: gettext_lazy("by transfer"),
        Repayment.Way.CARD: gettext_lazy("to the card"),
        Repayment.Way.CHEQUE: gettext_lazy("by cheque"),
        Repayment.Way.OTHER: gettext_lazy("otherwise"),
    }
)


def money(amount: Decimal, currency: str) -> str:
    """With a minus that is as wide as a digit."""
    return words.money(amount, currency).replace("-", "−")


def day(on: date | datetime | None) -> str:
    return date_format(on, "j M Y") if on else ""
