"""Credits and standing in words: sources, movements, orders, capabilities, days."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from uphold.billing.models import Invoice
from uphold.credits.models import CreditOrder, LedgerEntry, Lot, Movement, Source
from uphold.credits.packages import Package
from uphold.standing.queries import Standing
from uphold.ui import words

SOURCES: Mapping[Source, object] = MappingProxyType(
    {
        Source.PURCHASED: gettext_lazy("bought"),
        Source.INCLUDED: gettext_lazy("included"),
        Source.GOODWILL: gettext_lazy("goodwill"),
    }
)
MOVEMENTS: Mapping[Movement, object] = MappingProxyType(
    {
        Movement.OPENING: gettext_lazy("came in"),
        Movement.SETTLEMENT: gettext_lazy("work"),
        Movement.DRAW: gettext_lazy("work"),
        Movement.REFUND: gettext_lazy("came back"),
        Movement.REVERSAL: gettext_lazy("put right"),
        Movement.EXPIRY: gettext_lazy("ended"),
        Movement.REVIVAL: gettext_lazy("counted again"),
        Movement.ROLLOVER: gettext_lazy("carried over"),
        Movement.REPAYMENT: gettext_lazy("repaid a debt"),
    }
)
ORDERS: Mapping[str, object] = MappingProxyType(
    {
        CreditOrder.State.ORDERED: gettext_lazy("waits for payment"),
        CreditOrder.State.CREDITED: gettext_lazy("credited"),
        CreditOrder.State.WITHDRAWN: gettext_lazy("withdrawn"),
    }
)
CAPABILITIES: Mapping[str, object] = MappingProxyType(
    {
        "handling": gettext_lazy("Handling of tickets"),
        "portal changes": gettext_lazy("Changes in the portal"),
        "all": gettext_lazy("All support"),
    }
)
BY_THE_DAY = frozenset({Movement.EXPIRY, Movement.REVIVAL, Movement.ROLLOVER, Movement.REPAYMENT})


def credit_words(count: int) -> str:
    return ngettext("%(num)d credit", "%(num)d credits", count) % {"num": count}


def source_words(lot: Lot) -> str:
    source = str(SOURCES[Source(lot.source)])
    return f"{source}, {gettext('for')} {lot.covered_unit}" if lot.covered_unit else source


def movement_words(movement: Movement) -> str:
    return str(MOVEMENTS.get(movement, movement.value))


def by_words(entry: LedgerEntry, *, tickets: Collection[str]) -> str:
    """What brought it about where no row did: the calendar, an order, or a person."""
    if entry.movement in BY_THE_DAY:
        return gettext("the day")
    is_ordered = bool(entry.reference) and entry.reference not in tickets
    return gettext("order %(number)s") % {"number": entry.reference} if is_ordered else gettext("a person")


def order_words(order: CreditOrder) -> str:
    return str(ORDERS[order.state])


def capability_words(capability: str) -> str:
    return str(CAPABILITIES.get(capability, capability.capitalize()))


def day_words(at: datetime | date | None, zone: ZoneInfo | None = None) -> str:
    """A day as it is on the clock of the zone."""
    if at is None:
        return ""
    local = at.astimezone(zone).date() if isinstance(at, datetime) and zone else at
    return date_format(local, "j M Y")


def days_words(days: int) -> str:
    return ngettext("%(num)d day past due", "%(num)d days past due", days) % {"num": days}


def sum_words(invoices: Iterable[Invoice]) -> str:
    """What is open of them, by currency."""
    sums: dict[str, Decimal] = {}
    for invoice in invoices:
        sums[invoice.currency] = sums.get(invoice.currency, Decimal(0)) + invoice.open_amount
    return ", ".join(words.money(amount, currency) for currency, amount in sums.items())


def ends_words(package: Package) -> str:
    if package.expires:
        return gettext("ends %(when)s") % {"when": package.expires}
    if package.lasts_days is not None:
        return gettext("ends %(days)d days after it is credited") % {"days": package.lasts_days}
    return gettext("does not end")


def overdue_words(standing: Standing) -> str:
    """The oldest invoice and everything that is overdue with it."""
    oldest = standing.oldest
    if oldest is None:
        return gettext("Nothing is overdue.")
    sums = ", ".join(words.money(amount, currency) for currency, amount in standing.overdue.items())
    return gettext("%(days)s: %(sums)s; the oldest is %(number)s, due on %(due)s.") % {
        "days": days_words(standing.days_past_due),
        "sums": sums,
        "number": oldest.number,
        "due": day_words(oldest.due_on),
    }
