"""Named loads: what is owed, what is suspended, what may be; each with a fixed number of statements."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from uphold.agreements.queries import Terms, terms_in_force
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.answer import Ruling
from uphold.policy.scenario.case import Account
from uphold.standing.asking import (
    AGREEMENT,
    MANAGER,
    agreement_of,
    capabilities,
    day_of,
    first_thresholds,
    offered_now,
    role_of,
)
from uphold.standing.bridge import NOTHING, Behind, citation_of
from uphold.standing.models import PaymentPromise, Receivable, Suspension

Customer = tuple[int, int]
"""Organisation and provider."""
customer_of = attrgetter("organisation_id", "provider_id")
Row = TypeVar("Row", Receivable, Suspension)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityStanding:
    """One capability: suspended since when, or from which day it may be; `decided_by` who does or did decide."""

    capability: str
    is_suspended: bool
    since: datetime | None
    until: str
    may_suspend_on: date | None
    may_suspend: bool
    decided_by: str
    citation: Citation | None
    ruling: Ruling | None = None
    suspension: Suspension | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a customer stands with one provider. `overdue` is by currency; None for `terms`: nothing is agreed."""

    organisation_id: int
    provider_id: int
    at: datetime
    days_past_due: int
    oldest: Receivable | None
    overdue: Mapping[str, Decimal]
    capabilities: tuple[CapabilityStanding, ...]
    terms: Terms | None
    promise: PaymentPromise | None

    @property
    def is_good(self) -> bool:
        """Whether nothing undisputed is overdue."""
        return self.days_past_due == 0

    def capability(self, name: str) -> CapabilityStanding | None:
        return next((each for each in self.capabilities if each.capability == name), None)


def standing_of(*, organisation_id: int, provider_id: int, at: datetime) -> Standing:
    """As the agreement in force now, and what was decided, have it."""
    terms = terms_in_force(organisation_id=organisation_id, provider_id=provider_id, at=at)
    open_amounts = list(undisputed(organisation_id, provider_id))
    today = day_of(terms, at) if terms else at.date()
    overdue = [each for each in open_amounts if each.due_on < today]
    oldest = overdue[0] if overdue else None
    return Standing(
        organisation_id=organisation_id,
        provider_id=provider_id,
        at=at,
        days_past_due=(today - oldest.due_on).days if oldest else 0,
        oldest=oldest,
        overdue=summed(overdue),
        capabilities=capabilities_of(
            terms, open_amounts, list(active_suspensions(organisation_id, provider_id)), at=at
        ),
        terms=terms,
        promise=promise_of(organisation_id, provider_id),
    )


def capabilities_of(
    terms: Terms | None,
    open_amounts: Sequence[Receivable],
    suspensions: Collection[Suspension],
    *,
    at: datetime,
) -> tuple[CapabilityStanding, ...]:
    """What is suspended, in whatever agreement, and what else the agreement names."""
    held = {each.capability: suspended(each) for each in suspensions}
    asked = asked_of(terms, open_amounts, at=at) if terms else {}
    return tuple((asked | held).values())


def asked_of(
    terms: Terms, open_amounts: Sequence[Receivable], *, at: datetime
) -> dict[str, CapabilityStanding]:
    """Each capability as the rows have it, as if nothing were suspended yet."""
    agreement = agreement_of(terms)
    offered = offered_now(agreement, Behind(open_amounts).account(opened_at=at), at=at)
    due_on = open_amounts[0].due_on if open_amounts else None
    first = first_thresholds(agreement, due_on=due_on or at.date())
    found = {}
    for capability in capabilities(agreement):
        now, threshold = offered.get(capability), first.get(capability)
        by = now.by if now else role_of(threshold.by) if threshold else ""
        until = now.until if now else threshold.until if threshold else None
        found[capability] = CapabilityStanding(
            capability=capability,
            is_suspended=False,
            since=None,
            until=until or "",
            may_suspend_on=threshold.first_on if threshold and due_on else None,
            may_suspend=now is not None,
            decided_by=by,
            citation=now.citation if now else threshold.citation if threshold else None,
            ruling=now.ruling if now else None,
        )
    return found


def suspended(suspension: Suspension) -> CapabilityStanding:
    return CapabilityStanding(
        capability=suspension.capability,
        is_suspended=True,
        since=suspension.starts_at,
        until=suspension.until,
        may_suspend_on=None,
        may_suspend=False,
        decided_by=AGREEMENT if suspension.decided_by_id is None else MANAGER,
        citation=citation_of(suspension),
        suspension=suspension,
    )


def active_suspensions(organisation_id: int, provider_id: int) -> QuerySet[Suspension]:
    rows = Suspension.objects.filter(organisation_id=organisation_id, provider_id=provider_id, ends_at=None)
    return (
        rows.select_related("version__agreement", "decided_by")
        .defer("version__text")
        .order_by("starts_at", "id")
    )


def customers_suspended() -> list[Customer]:
    """Everybody for whom something is suspended now."""
    rows = Suspension.objects.filter(ends_at=None).order_by("organisation_id", "provider_id")
    return list(rows.values_list("organisation_id", "provider_id").distinct())


def undisputed(organisation_id: int, provider_id: int) -> QuerySet[Receivable]:
    """What is open and not disputed, the oldest first."""
    rows = Receivable.objects.filter(
        organisation_id=organisation_id, provider_id=provider_id, settled_at=None
    )
    return rows.order_by("due_on", "id")


def promise_of(organisation_id: int, provider_id: int) -> PaymentPromise | None:
    """The latest promise to pay that was not withdrawn."""
    rows = PaymentPromise.objects.filter(
        organisation_id=organisation_id, provider_id=provider_id, withdrawn_at=None
    )
    return rows.select_related("promised_by", "recorded_by").order_by("-recorded_at", "-id").first()


def account_of(organisation_id: int, provider_id: int, *, at: datetime) -> Account:
    """What is open now, as policy reads it."""
    behind = behind_many([(organisation_id, provider_id)], since=at)
    return behind.get((organisation_id, provider_id), NOTHING).account(opened_at=at)


def behind_many(customers: Collection[Customer], *, since: datetime) -> Mapping[Customer, Behind]:
    """What stands behind the tickets of customers since an instant: one statement, two where something was owed.

    Nothing was suspended where nothing was owed, and what was owed then was settled later, or is not settled.
    """
    receivables = by_customer(rows_of(Receivable.objects.all(), customers, since=since, ends="settled_at"))
    if not receivables:
        return {}
    rows = Suspension.objects.select_related("version").defer("version__text")
    suspensions = by_customer(rows_of(rows, receivables.keys(), since=since, ends="ends_at"))
    return {customer: Behind(owed, suspensions.get(customer, ())) for customer, owed in receivables.items()}


def owing_since(opened_at: str) -> Exists:
    """Whether the customer of a row owed anything since the instant in this column, asked within its own statement."""
    theirs = Receivable.objects.filter(
        organisation_id=OuterRef("organisation_id"), provider_id=OuterRef("provider_id")
    )
    return Exists(theirs.filter(Q(settled_at=None) | Q(settled_at__gt=OuterRef(opened_at))))


def rows_of(
    rows: QuerySet[Row], customers: Collection[Customer], *, since: datetime, ends: str
) -> QuerySet[Row]:
    """Those of these customers that lasted at some time since an instant."""
    organisations = {organisation for organisation, _ in customers}
    providers = {provider for _, provider in customers}
    theirs = rows.filter(organisation_id__in=organisations, provider_id__in=providers)
    lasting = theirs.filter(Q(**{ends: None}) | Q(**{f"{ends}__gt": since}))
    return lasting.order_by("organisation_id", "provider_id", "id")


def by_customer(rows: QuerySet[Row]) -> dict[Customer, list[Row]]:
    return {customer: list(own) for customer, own in groupby(rows, key=customer_of)}


def summed(receivables: Collection[Receivable]) -> dict[str, Decimal]:
    """What is undisputed and open, by currency."""
    sums: dict[str, Decimal] = {}
    for each in receivables:
        sums[each.currency] = sums.get(each.currency, Decimal(0)) + each.open_amount - each.disputed_amount
    return sums
