"""The panels of an account's page: tiles, lots in their order, standing, packages, orders, invoices."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.credits.models import CreditAccount, CreditOrder, Lot
from uphold.credits.packages import Package
from uphold.desk.accounts.rested import decided_words
from uphold.desk.accounts.sheet import AccountSheet
from uphold.desk.agreements.place import citation_href
from uphold.standing.queries import CapabilityStanding
from uphold.ui import words
from uphold.ui.accounted.orders import invoice_link
from uphold.ui.accounted.wording import (
    capability_words,
    credit_words,
    day_words,
    days_words,
    ends_words,
    order_words,
    source_words,
)
from uphold.ui.components.clause import Clause
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.decided.clause import clause_of


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure: `look` marks what should be seen."""

    label: str
    value: str
    detail: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class LotRow:
    """`place` is the turn at which work draws from it; empty where it does not."""

    place: str
    name: str
    source: str
    granted: int
    left: int
    held: str
    opened: str
    ends: str


@dataclass(frozen=True, slots=True)
class CapabilityLine:
    """A capability: what is with it, since or from when, by which row."""

    name: str
    words: str
    detail: str
    clause: Clause | None
    icon: str
    look: str


@dataclass(frozen=True, slots=True)
class PackageLine:
    name: str
    credits: str
    price: str
    ends: str
    clause: Clause


def tiles_of(sheet: AccountSheet) -> tuple[Tile, ...]:
    """What there is of credits, where work is paid with them at all; and what is late."""
    return (*(credit_tiles(sheet) if sheet.has_credits else ()), late_tile(sheet), *paid_tile(sheet))


def credit_tiles(sheet: AccountSheet) -> Iterator[Tile]:
    has = sheet.balance
    time = words.minutes(has.available) if has.available else gettext("paid work pauses")
    yield Tile(gettext("Available"), credit_words(has.available), time, "missed" if is_low(sheet) else "")
    why = gettext("until it is known what work costs") if has.held else ""
    yield Tile(gettext("Set aside"), credit_words(has.held), why)
    if has.owed:
        yield Tile(gettext("Owed"), credit_words(has.owed), gettext("repaid by what comes in next"), "missed")
    ends = has.next_expiry
    value = credit_words(ends.credits) if ends else gettext("nothing")
    yield Tile(gettext("Ends next"), value, day_words(ends.at, sheet.zone) if ends else "")


def late_tile(sheet: AccountSheet) -> Tile:
    standing = sheet.standing
    sums = ", ".join(words.money(amount, currency) for currency, amount in standing.overdue.items())
    if standing.is_good:
        return Tile(gettext("Overdue"), gettext("nothing"), gettext("in good standing"))
    return Tile(gettext("Overdue"), sums, days_words(standing.days_past_due), "missed")


def paid_tile(sheet: AccountSheet) -> Iterator[Tile]:
    """What the customer has to his credit, where there is any."""
    sums = ", ".join(words.money(amount, currency) for currency, amount in sheet.to_credit.items())
    if sums:
        yield Tile(gettext("To credit"), sums, gettext("paid, and for no invoice yet"))


def payments_href(sheet: AccountSheet) -> str:
    """Where the payments stand of which something is to credit."""
    return f"{reverse('desk:payments')}?organisation={sheet.organisation.pk}" if sheet.to_credit else ""


def repay_href(sheet: AccountSheet) -> str:
    if not sheet.to_credit or not sheet.may(Permission.REPAYMENT_RECORD):
        return ""
    provider_id, organisation_id = sheet.key
    return f"{reverse('desk:repayment-new')}?provider={provider_id}&organisation={organisation_id}"


def is_low(sheet: AccountSheet) -> bool:
    below = sheet.account.warn_below_credits
    return below is not None and sheet.balance.available - sheet.balance.owed < below


def warning_words(sheet: AccountSheet) -> str:
    below = sheet.account.warn_below_credits
    if below is None:
        return gettext("Nobody is told when the balance is low.")
    told = gettext("Told of below %(count)s.") % {"count": credit_words(below)}
    if sheet.account.warned_at is None:
        return told
    return gettext("%(told)s The customer was told on %(day)s.") % {
        "told": told,
        "day": day_words(sheet.account.warned_at, sheet.zone),
    }


def crediting_words(sheet: AccountSheet) -> str:
    if sheet.account.credited_on == CreditAccount.CreditedOn.ORDER:
        return gettext("What is ordered is credited at once; the invoice follows.")
    return gettext("What is ordered is credited when its invoice is paid.")


def lot_rows(sheet: AccountSheet) -> list[LotRow]:
    return [
        lot_row(lot, sheet, place=f"{place}." if place <= len(sheet.drawn) else "")
        for place, lot in enumerate(sheet.lots, start=1)
    ]


def lot_row(lot: Lot, sheet: AccountSheet, *, place: str) -> LotRow:
    return LotRow(
        place=place,
        name=lot.name,
        source=source_words(lot),
        granted=lot.granted_credits,
        left=lot.remaining_credits,
        held=str(lot.held_credits) if lot.held_credits else "",
        opened=day_words(lot.opened_at, sheet.zone),
        ends=day_words(lot.expires_at, sheet.zone) if lot.expires_at else gettext("never"),
    )


def capability_lines(sheet: AccountSheet) -> list[CapabilityLine]:
    return [capability_line(each, sheet) for each in sheet.standing.capabilities]


def capability_line(each: CapabilityStanding, sheet: AccountSheet) -> CapabilityLine:
    said, detail, icon, look = stands(each, sheet)
    chip = clause_of(each.citation, href=citation_href) if each.citation else None
    return CapabilityLine(capability_words(each.capability), said, detail, chip, icon, look)


def stands(each: CapabilityStanding, sheet: AccountSheet) -> tuple[str, str, str, str]:
    """Words, detail, icon and look."""
    until = each.until or gettext("in good standing")
    if each.is_suspended:
        reason = decided_words(each.suspension) if each.suspension else ""
        said = gettext("rests since %(day)s, until the account is %(until)s") % {
            "day": day_words(each.since, sheet.zone),
            "until": until,
        }
        return said, reason, "circle-pause", "missed"
    if each.may_suspend and each.decided_by == "manager":
        return gettext("open; a manager may suspend it now"), "", "triangle-alert", "soon"
    if each.may_suspend:
        return gettext("open; the agreement suspends it within the hour"), "", "triangle-alert", "soon"
    if each.may_suspend_on is None:
        return gettext("open"), "", "circle-check", "met"
    who = gettext("a manager may suspend it") if each.decided_by == "manager" else gettext("it is suspended")
    said = gettext("open; unpaid, %(who)s from %(day)s on") % {
        "who": who,
        "day": day_words(each.may_suspend_on),
    }
    return said, "", "calendar-clock", ""


def promise_words(sheet: AccountSheet) -> str:
    promise = sheet.standing.promise
    if promise is None:
        return ""
    who = promise.promised_by.name if promise.promised_by else gettext("The customer")
    said = gettext("%(who)s promised to pay by %(day)s.") % {"who": who, "day": day_words(promise.pay_by_on)}
    kept = promise.pay_by_on >= sheet.today or sheet.standing.is_good
    return " ".join(
        part for part in (said, promise.words, "" if kept else gettext("That day is over.")) if part
    )


def package_lines(sheet: AccountSheet) -> list[PackageLine]:
    return [package_line(each) for each in sheet.packages]


def package_line(package: Package) -> PackageLine:
    return PackageLine(
        name=package.name,
        credits=credit_words(package.credits),
        price=words.money(package.price, package.currency) if package.price is not None else "",
        ends=ends_words(package) if package.price is not None else "",
        clause=clause_of(package.citation, href=citation_href),
    )


def orders_table(sheet: AccountSheet) -> Table | None:
    if not sheet.orders:
        return None
    may_read = sheet.may(Permission.INVOICE_READ)
    columns = (
        Column(gettext("Order")),
        Column(gettext("Package")),
        Column(gettext("Price"), is_number=True),
        Column(gettext("Ordered")),
        Column(gettext("By")),
        Column(gettext("State")),
        Column(gettext("Invoice")),
    )
    rows = tuple(
        Row(
            cells=(
                order.number,
                order.package,
                words.money(order.price, order.currency),
                day_words(order.ordered_at, sheet.zone),
                buyer_words(order),
                order_words(order),
                invoice_link(order, route="desk:invoice") if may_read else "",
            )
        )
        for order in sheet.orders
    )
    return Table(caption=gettext("Orders"), columns=columns, rows=rows)


def buyer_words(order: CreditOrder) -> str:
    """The contact who ordered, or the member of the staff who sold."""
    person = order.ordered_by or order.sold_by
    return person.name if person else ""


def invoices_table(sheet: AccountSheet) -> Table | None:
    if not sheet.receivables:
        return None
    columns = (
        Column(gettext("Invoice")),
        Column(gettext("Due")),
        Column(gettext("Late"), is_number=True),
        Column(gettext("Amount"), is_number=True),
        Column(gettext("Open"), is_number=True),
        Column(gettext("Disputed"), is_number=True),
    )
    return Table(caption=gettext("Open invoices"), columns=columns, rows=tuple(invoice_rows(sheet)))


def invoice_rows(sheet: AccountSheet) -> Iterator[Row]:
    for each in sheet.receivables:
        late = (sheet.today - each.due_on).days
        is_late = late > 0 and each.open_amount > each.disputed_amount
        yield Row(
            cells=(
                each.number,
                day_words(each.due_on),
                days_words(late) if is_late else "",
                words.money(each.amount, each.currency),
                words.money(each.open_amount, each.currency),
                words.money(each.disputed_amount, each.currency) if each.disputed_amount else "",
            ),
            href=invoice_href(sheet, each.number),
            is_marked=is_late,
        )


def invoice_href(sheet: AccountSheet, number: str) -> str:
    invoice_id = sheet.invoice_ids.get(number)
    return reverse("desk:invoice", args=[invoice_id]) if invoice_id else ""


def address_of(sheet: AccountSheet, name: str = "account") -> str:
    return reverse(f"desk:{name}", args=sheet.key)
