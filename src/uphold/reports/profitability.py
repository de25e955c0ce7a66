"""Profitability: what each contract brought in the period, beside what the work on it cost.

In comes what was invoiced for work (net, less credit notes) and the bought credits that work used, at the price they
were bought for; a package counts when it is used, not when it is sold, so nothing counts twice. Out goes the work of
the period at the hourly cost of whoever did it. Where no cost is set there is no result, and that is no gain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext, gettext_lazy

from uphold.agreements.access import PUBLISHED
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Contract, Version
from uphold.billing.models import InvoiceLine
from uphold.credits.models import Place, Posting
from uphold.policy.charges.rounding import TO_THE_CENT
from uphold.reports.costs import hourly_costs
from uphold.reports.scope import Scope, names_of_organisations, worked_in
from uphold.reports.sheet import DAY, MONEY, TIME, About, Column, Sheet, totals_of
from uphold.tickets.models import Ticket

NOTHING = Decimal("0.00")
Bound = tuple[int | None, int]
"""A contract, or None for what belongs to none, and the customer."""

COLUMNS = (
    Column("customer", gettext_lazy("Customer")),
    Column("agreement", gettext_lazy("Agreement")),
    Column("since", gettext_lazy("In force from"), DAY),
    Column("currency", gettext_lazy("Currency")),
    Column("invoiced", gettext_lazy("Invoiced"), MONEY),
    Column("used", gettext_lazy("Credits used"), MONEY),
    Column("worked", gettext_lazy("Worked"), TIME),
    Column("cost", gettext_lazy("Cost"), MONEY),
    Column("result", gettext_lazy("Result"), MONEY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfitabilityLine:
    """One contract in one currency. `cost` None: for some of this work no hourly cost is set."""

    organisation_id: int
    customer: str
    agreement: str
    since: date | None
    currency: str
    invoiced: Decimal
    used: Decimal
    worked_seconds: int
    cost: Decimal | None

    @property
    def result(self) -> Decimal | None:
        return None if self.cost is None else self.invoiced + self.used - self.cost


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cost:
    """By bound and currency; where no rate was in force the currency is empty."""

    seconds: Mapping[tuple[Bound, str], int]
    amounts: Mapping[tuple[Bound, str], Fraction]


def profitability(scope: Scope) -> tuple[ProfitabilityLine, ...]:
    """Lines by customer and contract, best paid first within a currency."""
    invoiced, used, cost = _invoiced(scope), _used(scope), _cost(scope)
    keys = sorted(
        {*invoiced, *used, *(key for key in cost.seconds if key[1])},
        key=lambda key: (key[0][0] or 0, key[0][1], key[1]),
    )
    unpriced = {bound: seconds for (bound, currency), seconds in cost.seconds.items() if not currency}
    first = dict(reversed(keys))
    keys += [(bound, "") for bound in unpriced if bound not in first]
    contracts = Contract.objects.select_related("agreement", "organisation").in_bulk(
        {bound[0] for bound, _ in keys if bound[0]}
    )
    names = {each.organisation_id: each.organisation.name for each in contracts.values()}
    names |= names_of_organisations({bound[1] for bound, _ in keys} - set(names))
    unnamed = {bound[0] or 0 for bound, currency in keys if not currency}
    agreed = _agreed({each.agreement_id for each in contracts.values() if each.pk in unnamed})
    lines = []
    for bound, currency in keys:
        contract = contracts.get(bound[0] or 0)
        without_rate = unpriced.get(bound, 0) if first.get(bound, "") == currency else 0
        lines.append(
            ProfitabilityLine(
                organisation_id=bound[1],
                customer=names[bound[1]],
                agreement=contract.agreement.slug if contract else "",
                since=contract.starts_on if contract else None,
                currency=currency or (agreed.get(contract.agreement_id, "") if contract else ""),
                invoiced=invoiced.get((bound, currency), NOTHING),
                used=TO_THE_CENT.of(used.get((bound, currency), Fraction(0))),
                worked_seconds=(cost.seconds.get((bound, currency), 0) if currency else 0) + without_rate,
                cost=None
                if without_rate
                else TO_THE_CENT.of(cost.amounts.get((bound, currency), Fraction(0))),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.currency, line.customer, line.agreement)))


def profitability_sheet(scope: Scope) -> Sheet:
    lines = profitability(scope)
    rows = tuple(
        (
            line.customer,
            line.agreement,
            line.since,
            line.currency,
            line.invoiced,
            line.used,
            line.worked_seconds,
            line.cost,
            line.result,
        )
        for line in lines
    )
    return Sheet(
        name="profitability",
        title=gettext("Result by contract"),
        columns=COLUMNS,
        rows=rows,
        totals=totals_of(COLUMNS, rows, words=gettext("in all")),
        notes=(
            gettext(
                "Invoices count on their day of issue, net of tax and less credit notes; work on its day."
            ),
            gettext("A package counts when its credits are used, at the price they were bought for."),
            *(unpriced_words() if any(line.cost is None for line in lines) else ()),
        ),
        about=tuple(About(organisation_id=line.organisation_id) for line in lines),
    )


def unpriced_words() -> tuple[str, ...]:
    return (
        gettext("Where no cost of an hour is set there is no result; an administrator sets it under Costs."),
    )


def _agreed(agreement_ids: set[int]) -> dict[int, str]:
    """The currency of each agreement, for a contract that brought nothing and whose cost is not known."""
    published = Version.objects.filter(agreement_id__in=agreement_ids, status__in=PUBLISHED)
    latest = published.order_by("agreement_id", "-effective_on", "-id").distinct("agreement_id")
    return {version.agreement_id: compiled(version).currency for version in latest}


def _invoiced(scope: Scope) -> dict[tuple[Bound, str], Decimal]:
    """Lines of invoices and credit notes of the period, but for packages sold."""
    lines = InvoiceLine.objects.filter(
        invoice__provider_id=scope.provider_id,
        invoice__issued_on__gte=scope.period.from_on,
        invoice__issued_on__lt=scope.period.until_on,
        order=None,
        corrects__order=None,
    )
    if scope.organisation_id is not None:
        lines = lines.filter(invoice__organisation_id=scope.organisation_id)
    contract = Coalesce("charge__ticket__contract_id", "corrects__charge__ticket__contract_id")
    rows = lines.values_list(contract, "invoice__organisation_id", "invoice__currency").annotate(
        net=Sum("net_amount")
    )
    return {((row[0], row[1]), row[2]): row[3] for row in rows.order_by()}


def _used(scope: Scope) -> dict[tuple[Bound, str], Fraction]:
    """What work of the period took from bought lots, less what came back; entries name their ticket by its number."""
    postings = Posting.objects.filter(
        entry__account__provider_id=scope.provider_id,
        entry__at__gte=scope.period.from_at,
        entry__at__lt=scope.period.until_at,
        place=Place.WORK,
        lot__order__isnull=False,
    )
    if scope.organisation_id is not None:
        postings = postings.filter(entry__account__organisation_id=scope.organisation_id)
    contract = Ticket.objects.filter(number=OuterRef("entry__reference")).values("contract_id")
    rows = postings.values_list(
        Subquery(contract),
        "entry__account__organisation_id",
        "lot__order__currency",
        "lot__order__price",
        "lot__order__granted_credits",
    ).annotate(taken=Sum("credits"))
    used: dict[tuple[Bound, str], Fraction] = defaultdict(Fraction)
    for contract_id, organisation_id, currency, price, granted, taken in rows.order_by():
        used[(contract_id, organisation_id), currency] += Fraction(price) * taken / granted
    return dict(used)


def _cost(scope: Scope) -> _Cost:
    day = TruncDate("started_at", tzinfo=scope.zone)
    rows = (
        worked_in(scope)
        .values_list("ticket__contract_id", "ticket__organisation_id", "staff_id", day)
        .annotate(length=Sum(F("ended_at") - F("started_at")))
    )
    rates = hourly_costs(scope.provider_id)
    seconds: dict[tuple[Bound, str], int] = defaultdict(int)
    amounts: dict[tuple[Bound, str], Fraction] = defaultdict(Fraction)
    for contract_id, organisation_id, staff_id, worked_on, length in rows.order_by():
        rate = rates.rate_on(worked_on, staff_id=staff_id)
        key = (contract_id, organisation_id), rate.currency if rate else ""
        seconds[key] += int(length.total_seconds())
        if rate:
            amounts[key] += Fraction(rate.hourly_cost) * int(length.total_seconds()) / 3600
    return _Cost(seconds=seconds, amounts=amounts)
