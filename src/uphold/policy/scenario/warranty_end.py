"""The end of a warranty: the last day on which a unit is under it, by the agreement's Product row and its dates."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from uphold.policy.decide.rule import Citation, Entry
from uphold.policy.decide.terms import Duration, Term, Unit, Unsaid
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of
from uphold.policy.scenario.cells import name_in, words_of

SHIPPED, PURCHASED = "shipped", "purchased"
MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class WarrantyEnd:
    """`on` is the last day of the warranty, None where none follows; `since` is the day from which it counts.

    `lasts` are the words of the row ("24 months"), `counted_from` "shipped" or "purchased"; `lacks` repeats that where
    the unit's day is not recorded. `is_stated`: the day was recorded for the unit itself, carried over or extended.
    `is_none`: the row says that there is no warranty. `citation` is the Product row, None where no row names it.
    """

    on: date | None = None
    since: date | None = None
    lasts: str | None = None
    counted_from: str | None = None
    lacks: str | None = None
    is_stated: bool = False
    is_none: bool = False
    citation: Citation | None = None


def warranty_end(
    agreement: Agreement,
    *,
    product: str,
    family: str = "",
    shipped_on: date | None = None,
    purchased_on: date | None = None,
    stated_until: date | None = None,
) -> WarrantyEnd:
    r"""Until when a unit of a product is under warranty.

    A day recorded for the unit itself wins. Months and years end on the day of the same number, which still counts, or
    on the last day of a shorter month: the day from which the warranty counts is not its first day, but the one before.

    >>> from uphold.policy.document import read
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> rows = "| Product | Warranty | From |\n|---|---|---|\n| Telephone | 12 months | shipped |"
    >>> small = read(f"---\n{front}\ncurrency: EUR\n---\n# Support\n\n{rows}\n", path="small.md").agreement
    >>> warranty_end(small, product="Telephone", shipped_on=date(2028, 2, 29)).on.isoformat()
    '2029-02-28'
    """
    row = product_row(agreement, product=product, family=family)
    citation = row.citation if row else None
    if stated_until is not None:
        return WarrantyEnd(on=stated_until, is_stated=True, citation=citation)
    if row is None:
        return WarrantyEnd()
    term = row.cells.get("warranty")
    if not isinstance(term, Duration):
        return WarrantyEnd(is_none=term is Unsaid.NONE, citation=citation)
    days = {SHIPPED: shipped_on, PURCHASED: purchased_on}
    counted_from = start_named(row.cells.get("from"))
    since = days[counted_from]
    return WarrantyEnd(
        on=None if since is None else last_day(term, since=since),
        since=since,
        lasts=words_of(term),
        counted_from=counted_from,
        lacks=counted_from if since is None else None,
        citation=citation,
    )


def product_row(agreement: Agreement, *, product: str, family: str = "") -> Entry | None:
    """The Product row that speaks of a product: by its name, by another name of it, else by that of its family."""
    rows = agreement.entries.get("product", ())
    for name in filter(None, (key_of(product), key_of(family))):
        for row in rows:
            if name in {key_of(row.name), *(key_of(other) for other in row.also)}:
                return row
    return None


def start_named(term: Term | None) -> str:
    """From which day a warranty counts: that of shipping, unless the row speaks of the purchase.

    >>> start_named(None)
    'shipped'
    """
    words = (name_in(term) or "").casefold()
    return PURCHASED if words.startswith(("purchase", "bought", "sale")) else SHIPPED


def last_day(lasts: Duration, *, since: date) -> date | None:
    """The last day of a stretch that began with a day; None for what is no length in days, and beyond the calendar.

    >>> from decimal import Decimal
    >>> last_day(Duration(Decimal(1), Unit.MONTH), since=date(2026, 1, 31)).isoformat()
    '2026-02-28'
    """
    if lasts.unit in MONTHS:
        return day_after_months(since, months=int(lasts.count * MONTHS[lasts.unit]))
    if lasts.unit is not Unit.DAY or since.toordinal() + int(lasts.count) > date.max.toordinal():
        return None
    return since + timedelta(days=int(lasts.count))


def day_after_months(since: date, *, months: int) -> date | None:
    """The day of the same number so many months later, or the last of a shorter month; None beyond the calendar."""
    ahead = since.month - 1 + months
    year, month = since.year + ahead // 12, ahead % 12 + 1
    if year > MAXYEAR:
        return None
    return date(year, month, min(since.day, monthrange(year, month)[1]))
