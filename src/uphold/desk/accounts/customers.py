"""The customers of a provider with their balance and standing: low ones first, a page at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.signing import BadSignature, dumps, loads
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from uphold.access import Actor, Permission
from uphold.billing.days import day_of
from uphold.credits.models import CreditAccount, Lot
from uphold.people.models import Customership
from uphold.standing.models import Receivable, Suspension

PAGE_SIZE = 50
SALT = "uphold.desk.accounts"
VIEWS = ("all", "low", "overdue", "suspended")
LOW, NOT_LOW = 0, 1
Pair = tuple[int, int]
"""Organisation and provider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address of the list says."""

    view: str = "all"
    words: str = ""
    provider_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRow:
    """One customer: `days_past_due` 0 and no `overdue` where nothing undisputed is late."""

    customer: Customership
    available: int
    held: int
    owed: int
    below: int | None
    has_credits: bool
    is_low: bool
    days_past_due: int
    overdue: Mapping[str, Decimal]
    suspended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[CustomerRow, ...]
    next_key: str | None


def customer_page(
    actor: Actor, *, asked: Asked, after: str | None, at: datetime, size: int = PAGE_SIZE
) -> Page:
    """Four statements, and one a provider for the day it is there."""
    provider_ids = actor.provider_ids_for(Permission.CREDITS_READ)
    today = {provider_id: day_of(at, provider_id=provider_id) for provider_id in provider_ids}
    rows = chosen(
        counted(Customership.objects.filter(provider_id__in=provider_ids), at=at), asked, today=today
    )
    place = read_key(after)
    if place is not None:
        rank, name, last_id = place
        same = Q(rank=rank, organisation__name=name)
        further = Q(rank__gt=rank) | Q(rank=rank, organisation__name__gt=name) | (same & Q(pk__gt=last_id))
        rows = rows.filter(further)
    shown = rows.select_related("organisation", "provider").order_by("rank", "organisation__name", "pk")
    found: list[Any] = list(shown[: size + 1])
    last = found[size - 1] if len(found) > size else None
    next_key = dumps([last.rank, last.organisation.name, last.pk], salt=SALT) if last else None
    return Page(tuple(with_standing(found[:size], today=today)), next_key)


def counted(customers: QuerySet[Customership], *, at: datetime) -> QuerySet[Any]:
    """With what each has: a customer without an account has nothing."""
    lots = Lot.objects.filter(
        account__organisation=OuterRef("organisation"), account__provider=OuterRef("provider")
    )
    is_open = Q(opened_at__lte=at) & (Q(expires_at=None) | Q(expires_at__gt=at))
    accounts = CreditAccount.objects.filter(
        organisation=OuterRef("organisation"), provider=OuterRef("provider")
    )
    return customers.annotate(
        available=Coalesce(total(lots.filter(is_open), "remaining_credits"), 0),
        held=Coalesce(total(lots, "held_credits"), 0),
        owed=Coalesce(Subquery(accounts.values("owed_credits")), 0),
        below=Subquery(accounts.values("warn_below_credits")),
        has_credits=Exists(lots),
    ).annotate(
        rank=Case(
            When(
                Q(has_credits=True) | Q(owed__gt=0),
                then=Case(
                    When(available__lt=F("owed") + Coalesce(F("below"), Value(1)), then=Value(LOW)),
                    default=Value(NOT_LOW),
                ),
            ),
            default=Value(NOT_LOW),
            output_field=IntegerField(),
        )
    )


def total(lots: QuerySet[Lot], column: str) -> Subquery:
    sums = lots.order_by().values("account").annotate(total=Sum(column))
    return Subquery(sums.values("total"), output_field=IntegerField())


def chosen(customers: QuerySet[Any], asked: Asked, *, today: Mapping[int, date]) -> QuerySet[Any]:
    if asked.words:
        customers = customers.filter(organisation__name__icontains=asked.words)
    if asked.provider_id is not None:
        customers = customers.filter(provider_id=asked.provider_id)
    own = {"organisation": OuterRef("organisation"), "provider": OuterRef("provider")}
    if asked.view == "low":
        customers = customers.filter(rank=LOW)
    elif asked.view == "overdue":
        late = Q(pk__in=())
        for provider_id, day in today.items():
            late |= Q(provider_id=provider_id, due_on__lt=day)
        customers = customers.filter(Exists(Receivable.objects.filter(late, settled_at=None, **own)))
    elif asked.view == "suspended":
        customers = customers.filter(Exists(Suspension.objects.filter(ends_at=None, **own)))
    return customers


def with_standing(rows: Sequence[Any], *, today: Mapping[int, date]) -> list[CustomerRow]:
    overdue, oldest = overdue_of(rows, today=today)
    suspended = suspended_of(rows)
    made = []
    for row in rows:
        pair = (row.organisation_id, row.provider_id)
        since = oldest.get(pair)
        made.append(
            CustomerRow(
                customer=row,
                available=row.available,
                held=row.held,
                owed=row.owed,
                below=row.below,
                has_credits=row.has_credits,
                is_low=row.rank == LOW,
                days_past_due=(today[row.provider_id] - since).days if since else 0,
                overdue=overdue.get(pair, {}),
                suspended=tuple(suspended.get(pair, ())),
            )
        )
    return made


def overdue_of(
    rows: Sequence[Any], *, today: Mapping[int, date]
) -> tuple[dict[Pair, dict[str, Decimal]], dict[Pair, date]]:
    """What is open, undisputed and late, by currency; and the oldest day that it was due on."""
    sums: dict[Pair, dict[str, Decimal]] = defaultdict(dict)
    oldest: dict[Pair, date] = {}
    late = theirs(Receivable.objects.filter(settled_at=None), rows).order_by("due_on", "pk")
    for each in late:
        pair = (each.organisation_id, each.provider_id)
        if each.provider_id in today and each.due_on < today[each.provider_id]:
            left = each.open_amount - each.disputed_amount
            sums[pair][each.currency] = sums[pair].get(each.currency, Decimal(0)) + left
            oldest.setdefault(pair, each.due_on)
    return sums, oldest


def suspended_of(rows: Sequence[Any]) -> dict[Pair, list[str]]:
    found: dict[Pair, list[str]] = defaultdict(list)
    for each in theirs(Suspension.objects.filter(ends_at=None), rows).order_by("starts_at", "pk"):
        found[each.organisation_id, each.provider_id].append(each.capability)
    return found


def theirs(found: QuerySet[Any], rows: Sequence[Any]) -> QuerySet[Any]:
    """Of these customers; of several providers a little more, which nobody looks up."""
    return found.filter(
        organisation_id__in={row.organisation_id for row in rows},
        provider_id__in={row.provider_id for row in rows},
    )


def read_key(key: str | None) -> tuple[int, str, int] | None:
    """A key that is not ours begins anew."""
    if not key:
        return None
    try:
        rank, name, last_id = loads(key, salt=SALT)
    except BadSignature:
        return None
    return int(rank), str(name), int(last_id)
