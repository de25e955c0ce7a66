"""What a customer has with one provider: tiles, the order in which work draws, what is set aside, what was ordered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.credits.access import get_customer_account, visible_orders
from uphold.credits.models import CreditAccount, Lot, Place, Posting
from uphold.credits.packages import agreement_of, packages_under, terms_of
from uphold.credits.queries import Balance, balance, draw_order
from uphold.people.models import Provider
from uphold.policy.decide.terms import CreditRate
from uphold.policy.document.agreement import Agreement
from uphold.ui import words
from uphold.ui.accounted.orders import invoice_link, with_invoices
from uphold.ui.accounted.wording import credit_words, order_words, source_words
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.reader import Reader

MOST_ORDERS = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the balance: `look` marks what should be seen."""

    label: str
    value: str
    detail: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Credits that wait until it is known what a ticket costs."""

    number: str
    href: str
    credits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    tiles: tuple[Tile, ...]
    warning: str
    order: Table | None
    set_aside: tuple[SetAside, ...]
    orders: Table | None
    statement_href: str
    packages_href: str
    is_known: bool


def purse_of(actor: Actor, provider: Provider, *, reader: Reader) -> Purse:
    """An account that never had credits, under an agreement that sells none, is not worth a word."""
    account = get_customer_account(actor, organisation_id=actor.organisation_id or 0, provider_id=provider.pk)
    has = balance(account, at=reader.now)
    terms = terms_of(account, at=reader.now)
    zone = reader.zone_beside(ZoneInfo(terms.version.timezone) if terms else ZoneInfo("UTC"))
    on_sale = packages_under(terms) if terms else ()
    may_buy = bool(on_sale) and actor.may(Permission.CREDITS_BUY)
    return Purse(
        tiles=tiles_of(has, zone=zone, is_timed=terms is not None and is_a_minute(agreement_of(terms))),
        warning=warning_of(account, has),
        order=order_table(draw_order(account, at=reader.now), zone=zone),
        set_aside=set_aside(account) if has.held else (),
        orders=orders_table(actor, account, reader=reader),
        statement_href=reverse("portal:statement", args=[provider.pk]),
        packages_href=reverse("portal:packages", args=[provider.pk]) if may_buy else "",
        is_known=bool(on_sale) or account.lots.exists(),
    )


def tiles_of(has: Balance, *, zone: ZoneInfo, is_timed: bool) -> tuple[Tile, ...]:
    """Credits are said as time where every row takes one a minute."""
    expiring = has.next_expiry
    time = words.minutes(has.available) if is_timed else ""
    return (
        Tile(
            gettext("Available"),
            credit_words(has.available),
            time if has.available else gettext("Paid work pauses at zero."),
            "" if has.available else "missed",
        ),
        Tile(gettext("Set aside"), credit_words(has.held), gettext("until it is known what the work costs")),
        *([Tile(gettext("Owed"), credit_words(has.owed), "", "missed")] if has.owed else []),
        Tile(
            gettext("Ends next"),
            credit_words(expiring.credits) if expiring else gettext("nothing"),
            day_words(expiring.at, zone) if expiring else gettext("What you have does not end."),
        ),
    )


def warning_of(account: CreditAccount, has: Balance) -> str:
    low = account.warn_below_credits
    if low is None or has.available >= low:
        return ""
    return gettext("Fewer than %(count)s are left.") % {"count": credit_words(low)}


def order_table(lots: Sequence[Lot], *, zone: ZoneInfo) -> Table | None:
    if not lots:
        return None
    columns = (
        Column(gettext("Credits")),
        Column(gettext("From")),
        Column(gettext("Left"), is_number=True),
        Column(gettext("Ends")),
    )
    rows = tuple(
        Row(cells=(f"{place}. {lot.name}", source_words(lot), lot.remaining_credits, end_words(lot, zone)))
        for place, lot in enumerate(lots, start=1)
    )
    return Table(caption=gettext("In this order work takes credits"), columns=columns, rows=rows)


def end_words(lot: Lot, zone: ZoneInfo) -> str:
    return day_words(lot.expires_at, zone) if lot.expires_at else gettext("never")


def set_aside(account: CreditAccount) -> tuple[SetAside, ...]:
    held = Posting.objects.filter(entry__account=account, place=Place.HELD).values("entry__reference")
    sums = held.annotate(total=Sum("credits")).filter(~Q(total=0)).order_by("entry__reference")
    return tuple(
        SetAside(
            row["entry__reference"],
            reverse("portal:ticket", args=[row["entry__reference"]]),
            credit_words(row["total"]),
        )
        for row in sums
        if row["entry__reference"]
    )


def orders_table(actor: Actor, account: CreditAccount, *, reader: Reader) -> Table | None:
    orders = list(with_invoices(visible_orders(actor).filter(account=account))[:MOST_ORDERS])
    if not orders:
        return None
    may_read = actor.may(Permission.INVOICE_READ)
    columns = (
        Column(gettext("Order")),
        Column(gettext("Package")),
        Column(gettext("Price"), is_number=True),
        Column(gettext("Ordered")),
        Column(gettext("State")),
        Column(gettext("Invoice")),
    )
    rows = tuple(
        Row(
            cells=(
                order.number,
                order.package,
                words.money(order.price, order.currency),
                words.relative(order.ordered_at, reader.now),
                order_words(order),
                invoice_link(order, route="portal:invoice") if may_read else "",
            )
        )
        for order in orders
    )
    return Table(caption=gettext("Orders"), columns=columns, rows=rows)


def is_a_minute(agreement: Agreement) -> bool:
    """Whether a credit is a minute of work by every row that takes credits."""
    rates = [rule.terms.get("rate") for rule in agreement.rules.get("charge", ())]
    taken = {rate.credits for rate in rates if isinstance(rate, CreditRate)}
    return taken == {Decimal(1)}


def day_words(at: datetime, zone: ZoneInfo) -> str:
    return gettext("on %(day)s") % {"day": date_format(at.astimezone(zone), "j F Y")}
