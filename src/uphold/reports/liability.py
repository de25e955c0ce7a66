"""Credits that customers still have: where they came from, until when they count, and what was paid for them.

Bought credits are a liability: work that was paid for and not done. Included credits and goodwill stand beside them
without a value. Figures are those at the end of the period, or of now where that lies ahead; a movement belongs to the
day of the work it is for, as in the customer's statement.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When
from django.utils.translation import gettext, gettext_lazy

from uphold.credits.models import Lot, Movement, Place, Posting, Source
from uphold.policy.charges.rounding import TO_THE_CENT
from uphold.reports.scope import Scope
from uphold.reports.sheet import COUNT, MONEY, About, Cells, Column, Sheet, totals_of

ENDED, IN_30, IN_90, IN_365, LATER, NEVER = "ended", "30 days", "90 days", "365 days", "later", "never"
BUCKET_WORDS = {
    ENDED: gettext_lazy("ended"),
    IN_30: gettext_lazy("within 30 days"),
    IN_90: gettext_lazy("within 90 days"),
    IN_365: gettext_lazy("within a year"),
    LATER: gettext_lazy("later"),
    NEVER: gettext_lazy("never"),
}
SOURCES = (Source.PURCHASED, Source.INCLUDED, Source.GOODWILL)
SOURCE_WORDS = {
    Source.PURCHASED: gettext_lazy("bought"),
    Source.INCLUDED: gettext_lazy("included"),
    Source.GOODWILL: gettext_lazy("goodwill"),
}
AVAILABLE = (Place.LOT, Place.HELD)
WAYS = {
    Movement.OPENING: "opened",
    Movement.ROLLOVER: "opened",
    Movement.REFUND: "refunded",
    Movement.EXPIRY: "expired",
    Movement.REVIVAL: "expired",
}
TAKEN_BACK = "taken back"
"""Movements out of the ledger again: credits whose price was given back, which no work took."""
DRAWN = "drawn"
"""Every other movement; setting aside and letting go add nothing to it."""

Kept = tuple[int | None, str, str, str]
"""Lots of one kind: customer, source, end, currency."""
Priced = tuple[int | None, str, str, str, Decimal | None, int | None]
"""The same at one price: with the price of the package, and the credits it had."""

REMAINING_COLUMNS = (
    Column("source", gettext_lazy("Credits")),
    Column("expires", gettext_lazy("End")),
    Column("currency", gettext_lazy("Currency")),
    Column("free", gettext_lazy("Free"), COUNT),
    Column("held", gettext_lazy("Held"), COUNT),
    Column("credits", gettext_lazy("In all"), COUNT),
    Column("value", gettext_lazy("Value"), MONEY),
)
MOVEMENT_COLUMNS = (
    Column("source", gettext_lazy("Credits")),
    Column("before", gettext_lazy("Before"), COUNT),
    Column("opened", gettext_lazy("Came in"), COUNT),
    Column("drawn", gettext_lazy("Drawn"), COUNT),
    Column("refunded", gettext_lazy("Given back"), COUNT),
    Column("expired", gettext_lazy("Expired"), COUNT),
    Column("taken_back", gettext_lazy("Taken back"), COUNT),
    Column("after", gettext_lazy("After"), COUNT),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainingLine:
    """`value` None: nobody paid for these. `free` may be drawn, `held` is set aside for work that is not settled.

    A line has an organisation where lines were asked for by customer.
    """

    source: Source
    expires: str
    currency: str
    free: int
    held: int
    value: Decimal | None
    organisation_id: int | None = None

    @property
    def name(self) -> dict[str, str]:
        """By which the line is found again."""
        return {"source": self.source.value, "expires": self.expires, "currency": self.currency}


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementLine:
    """What was drawn, expired or was taken back is negative, so that a line adds up."""

    source: Source
    before: int
    opened: int
    drawn: int
    refunded: int
    expired: int
    taken_back: int
    organisation_id: int | None = None

    @property
    def name(self) -> dict[str, str]:
        """By which the line is found again."""
        return {"source": self.source.value}

    @property
    def after(self) -> int:
        return self.before + self.opened + self.drawn + self.refunded + self.expired + self.taken_back


def remaining(scope: Scope, *, is_by_customer: bool = False) -> tuple[RemainingLine, ...]:
    """What is left in lots now, without what moved since the period ended."""
    as_of = min(scope.period.until_at, scope.at)
    counts: dict[Priced, list[int]] = defaultdict(lambda: [0, 0])
    lots = Lot.objects.filter(account__provider_id=scope.provider_id).filter(
        Q(remaining_credits__gt=0) | Q(held_credits__gt=0)
    )
    if scope.organisation_id is not None:
        lots = lots.filter(account__organisation_id=scope.organisation_id)
    kept = lots.values_list(
        _customer("", is_by_customer=is_by_customer), "source", _bucket("", as_of), *_price("")
    ).annotate(free=Sum("remaining_credits"), held=Sum("held_credits"))
    for customer, source, bucket, currency, price, granted, free, held in kept.order_by():
        count = counts[customer, source, bucket, currency or "", price, granted]
        count[0] += free
        count[1] += held
    since = _postings(scope).filter(entry__at__gte=scope.period.until_at)
    moved = since.values_list(
        _customer("lot__", is_by_customer=is_by_customer),
        "lot__source",
        _bucket("lot__", as_of),
        *_price("lot__"),
        "place",
    ).annotate(moved=Sum("credits"))
    for customer, source, bucket, currency, price, granted, place, credits_moved in moved.order_by():
        count = counts[customer, source, bucket, currency or "", price, granted]
        count[place == Place.HELD] -= credits_moved
    return _lines(counts)


def movement(scope: Scope, *, is_by_customer: bool = False) -> tuple[MovementLine, ...]:
    """What moved in the period, by source. Before and after are what the lots held then."""
    after: dict[tuple[str, int | None], int] = defaultdict(int)
    for line in remaining(scope, is_by_customer=is_by_customer):
        after[line.source, line.organisation_id] += line.free + line.held
    ways: dict[tuple[str, int | None], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    in_period = _postings(scope).filter(
        entry__at__gte=scope.period.from_at, entry__at__lt=scope.period.until_at
    )
    outside = Posting.objects.filter(
        entry=OuterRef("entry"), entry__movement=Movement.REVERSAL, place=Place.ISSUED
    )
    rows = in_period.values_list(
        "lot__source", _customer("lot__", is_by_customer=is_by_customer), "entry__movement", Exists(outside)
    )
    for source, customer, kind, is_taken_back, moved in rows.annotate(moved=Sum("credits")).order_by():
        ways[source, customer][TAKEN_BACK if is_taken_back else WAYS.get(Movement(kind), DRAWN)] += moved
    known = sorted({*after, *ways}, key=lambda key: (SOURCES.index(Source(key[0])), key[1] or 0))
    return tuple(
        MovementLine(
            organisation_id=key[1],
            source=Source(key[0]),
            before=after[key] - sum(ways[key].values()),
            opened=ways[key]["opened"],
            drawn=ways[key][DRAWN],
            refunded=ways[key]["refunded"],
            expired=ways[key]["expired"],
            taken_back=ways[key][TAKEN_BACK],
        )
        for key in known
        if after[key] or ways[key]
    )


def remaining_sheet(scope: Scope) -> Sheet:
    lines = remaining(scope)
    rows: tuple[Cells, ...] = tuple(
        (
            str(SOURCE_WORDS[line.source]),
            str(BUCKET_WORDS[line.expires]),
            line.currency,
            line.free,
            line.held,
            line.free + line.held,
            line.value,
        )
        for line in lines
    )
    return Sheet(
        name="remaining",
        title=gettext("Credits left, by source and end"),
        columns=REMAINING_COLUMNS,
        rows=rows,
        totals=totals_of(REMAINING_COLUMNS, rows, words=gettext("in all")),
        notes=(gettext("Bought credits are valued at what was paid for them; the others have no price."),),
        about=tuple(About(behind=line.name) for line in lines),
    )


def movement_sheet(scope: Scope) -> Sheet:
    lines = movement(scope)
    rows = tuple(
        (
            str(SOURCE_WORDS[line.source]),
            line.before,
            line.opened,
            line.drawn,
            line.refunded,
            line.expired,
            line.taken_back,
            line.after,
        )
        for line in lines
    )
    return Sheet(
        name="movement",
        title=gettext("Credits that moved in the period"),
        columns=MOVEMENT_COLUMNS,
        rows=rows,
        totals=totals_of(MOVEMENT_COLUMNS, rows, words=gettext("in all")),
        notes=(
            gettext("A movement belongs to the day of the work it is for."),
            gettext("Taken back are bought credits whose price was given back by a credit note."),
        ),
        about=tuple(About(behind=line.name) for line in lines),
    )


def _postings(scope: Scope) -> QuerySet[Posting]:
    postings = Posting.objects.filter(entry__account__provider_id=scope.provider_id, place__in=AVAILABLE)
    if scope.organisation_id is not None:
        postings = postings.filter(entry__account__organisation_id=scope.organisation_id)
    return postings


def _bucket(lot: str, as_of: datetime) -> Case:
    """By when the lot ends, counted from the instant of the figures."""
    ends = f"{lot}expires_at"
    within = ((ENDED, 0), (IN_30, 30), (IN_90, 90), (IN_365, 365))
    return Case(
        When(**{f"{ends}__isnull": True}, then=Value(NEVER)),
        *(When(**{f"{ends}__lte": as_of + timedelta(days=days)}, then=Value(name)) for name, days in within),
        default=Value(LATER),
        output_field=CharField(),
    )


def _customer(lot: str, *, is_by_customer: bool) -> F | Value:
    return F(f"{lot}account__organisation_id") if is_by_customer else Value(None, IntegerField())


def _price(lot: str) -> tuple[F, F, F]:
    return F(f"{lot}order__currency"), F(f"{lot}order__price"), F(f"{lot}order__granted_credits")


def _lines(counts: dict[Priced, list[int]]) -> tuple[RemainingLine, ...]:
    """Lots of one source, end and currency together; their value is rounded once."""
    free: dict[Kept, int] = defaultdict(int)
    held: dict[Kept, int] = defaultdict(int)
    value: dict[Kept, Fraction] = {}
    for (customer, source, bucket, currency, price, granted), (lot_free, lot_held) in counts.items():
        key = customer, source, bucket, currency
        free[key] += lot_free
        held[key] += lot_held
        if price is not None and granted:
            value[key] = value.get(key, Fraction(0)) + Fraction(price) * (lot_free + lot_held) / granted
    buckets = list(BUCKET_WORDS)
    ordered = sorted(
        free, key=lambda key: (SOURCES.index(Source(key[1])), key[3], buckets.index(key[2]), key[0] or 0)
    )
    return tuple(
        RemainingLine(
            organisation_id=key[0],
            source=Source(key[1]),
            expires=key[2],
            currency=key[3],
            free=free[key],
            held=held[key],
            value=TO_THE_CENT.of(value[key]) if key in value else None,
        )
        for key in ordered
        if free[key] or held[key]
    )
