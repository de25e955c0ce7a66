"""Lines: what stands on an invoice for a charge or an order, in words, before it has a number. No row is read here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from django.utils.translation import gettext, gettext_lazy, ngettext

from uphold.policy.invoices.quantities import PIECE, quantity_of
from uphold.policy.invoices.totals import NOTHING, Taxed

LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """The tax of a line; without a row nothing is taxed, and electronic invoices say outside of tax (O)."""

    id: int | None = None
    percent: Decimal = NOTHING
    category: str = "O"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The row of the agreement that made a charge."""

    document: str = ""
    clause: str = ""
    anchor: str = ""
    row: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Billable:
    """A charge or an order that is on no invoice. `key` names what it is for: its sum is what is owed in all.

    `is_promised`: a refund that is owed whatever was charged, for a target that was missed.
    """

    key: str
    amount: Decimal
    currency: str
    on: date
    cited: Cited
    charge_id: int | None = None
    order_id: int | None = None
    kind: str = ""
    ticket_number: str = ""
    ticket_id: int | None = None
    actual_seconds: int = 0
    accounted_seconds: int = 0
    credits: int = 0
    price: str = ""
    reason: str = ""
    problem: str = ""
    words: str = ""
    is_promised: bool = False

    @property
    def is_refund(self) -> bool:
        return self.kind == "refund"

    @property
    def is_return(self) -> bool:
        """Whether it concerns what is on an invoice already; a refund above nothing was taken back."""
        return self.amount < 0 or self.is_refund


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """A line before it is stored; its fields are those of the row."""

    words: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    net_amount: Decimal
    rate: Rate
    cited: Cited
    charge_id: int | None = None
    order_id: int | None = None
    corrects_id: int | None = None
    ticket_number: str = ""
    worked_on: date | None = None
    is_waived: bool = False
    reason: str = ""

    @property
    def taxed(self) -> Taxed:
        return Taxed(net=self.net_amount, percent=self.rate.percent, category=self.rate.category)


def line_of(billable: Billable, *, amount: Decimal, rate: Rate, is_waived: bool = False) -> LineDraft:
    """`amount` may be less than the charge: nothing where it was given up, without what was credited already."""
    quantity = quantity_of(
        amount, seconds=billable.accounted_seconds, price_words=billable.price, currency=billable.currency
    )
    return LineDraft(
        words=words_of(billable)[:LONGEST_WORDS],
        quantity=quantity.count,
        unit=quantity.unit,
        unit_price=quantity.price,
        net_amount=amount,
        rate=rate,
        cited=billable.cited,
        charge_id=billable.charge_id,
        order_id=billable.order_id,
        ticket_number=billable.ticket_number,
        worked_on=billable.on,
        is_waived=is_waived,
        reason=(billable.reason if is_waived else reason_of(billable, amount=amount))[:LONGEST_WORDS],
    )


def correcting_line(
    *,
    words: str,
    amount: Decimal,
    rate: Rate,
    corrects_id: int,
    cited: Cited,
    ticket_number: str,
    reason: str,
) -> LineDraft:
    """A line of a credit note; the amount is below nothing."""
    return LineDraft(
        words=words[:LONGEST_WORDS],
        quantity=Decimal(1).copy_sign(amount),
        unit=PIECE,
        unit_price=abs(amount),
        net_amount=amount,
        rate=rate,
        cited=cited,
        corrects_id=corrects_id,
        ticket_number=ticket_number,
        reason=reason[:LONGEST_WORDS],
    )


def words_of(billable: Billable) -> str:
    if billable.words:
        return billable.words
    opening = str(KINDS.get(billable.kind, "{ticket}")).format(ticket=billable.ticket_number)
    return ": ".join(part for part in (opening, time_words(billable)) if part)


def time_words(billable: Billable) -> str:
    """What was worked and what that is accounted as, where they differ."""
    actual, accounted = abs(billable.actual_seconds), abs(billable.accounted_seconds)
    if not actual and not accounted:
        return ""
    if actual == accounted:
        return length_words(actual)
    return gettext("{actual}, accounted as {accounted}").format(
        actual=length_words(actual), accounted=length_words(accounted)
    )


def length_words(seconds: int) -> str:
    """Hours and whole minutes; a started minute counts in the words, and in no amount."""
    hours, minutes = divmod(-(-seconds // 60), 60)
    parts = []
    if hours:
        parts.append(ngettext("{count} hour", "{count} hours", hours).format(count=hours))
    if minutes or not hours:
        parts.append(ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes))
    return " ".join(parts)


def reason_of(billable: Billable, *, amount: Decimal) -> str:
    """Why a line is nothing, or less than was charged; of credits, how many. The row needs no saying twice."""
    if amount != billable.amount and billable.amount < 0:
        return gettext("{reason} (the rest was credited before)").format(reason=billable.reason)
    if billable.credits:
        taken = ngettext("{count} credit", "{count} credits", abs(billable.credits))
        return f"{billable.reason} ({taken.format(count=billable.credits)})"
    return "" if billable.reason == billable.cited.row else billable.reason


KINDS: Mapping[str, object] = MappingProxyType(
    {
        "work": gettext_lazy("Work on {ticket}"),
        "refund": gettext_lazy("Refund on {ticket}"),
        "reversal": gettext_lazy("Work on {ticket}, taken back"),
        "waiver": gettext_lazy("Waiver on {ticket}"),
    }
)
