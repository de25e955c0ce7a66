"""Ageing: what customers owe today, by how long it is past due; what they dispute stands apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext, gettext_lazy

from uphold.billing.models import Dispute
from uphold.reports.scope import Scope, names_of_organisations
from uphold.reports.sheet import MONEY, About, Cells, Column, Sheet, totals_of
from uphold.standing.models import Receivable

NOTHING = Decimal("0.00")
BUCKETS = (("not_due", 0), ("to_30", 30), ("to_60", 60), ("to_90", 90))
"""Each with the last day past due that belongs to it."""
OVER_90 = "over_90"

COLUMNS = (
    Column("customer", gettext_lazy("Customer")),
    Column("currency", gettext_lazy("Currency")),
    Column("not_due", gettext_lazy("Not due"), MONEY),
    Column("to_30", gettext_lazy("1 to 30 days"), MONEY),
    Column("to_60", gettext_lazy("31 to 60"), MONEY),
    Column("to_90", gettext_lazy("61 to 90"), MONEY),
    Column(OVER_90, gettext_lazy("Over 90"), MONEY),
    Column("disputed", gettext_lazy("Disputed"), MONEY),
    Column("open", gettext_lazy("Open in all"), MONEY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeingLine:
    """What one customer owes in one currency. `undisputed` is by bucket."""

    organisation_id: int
    customer: str
    currency: str
    undisputed: dict[str, Decimal] = field(default_factory=dict)
    disputed: Decimal = NOTHING

    @property
    def open(self) -> Decimal:
        return sum(self.undisputed.values(), self.disputed)


def ageing(scope: Scope) -> tuple[AgeingLine, ...]:
    """Of today, by the clock of the agreement; days past due are calendar days since the due date."""
    undisputed: dict[tuple[int, str], dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: NOTHING))
    disputed: dict[tuple[int, str], Decimal] = defaultdict(lambda: NOTHING)
    for receivable in _open(scope):
        key = receivable.organisation_id, receivable.currency
        bucket = bucket_of((scope.today - receivable.due_on).days)
        undisputed[key][bucket] += receivable.open_amount - receivable.disputed_amount
        disputed[key] += receivable.disputed_amount
    names = names_of_organisations({organisation_id for organisation_id, _ in undisputed})
    lines = (
        AgeingLine(
            organisation_id=key[0],
            customer=names[key[0]],
            currency=key[1],
            undisputed=dict(undisputed[key]),
            disputed=disputed[key],
        )
        for key in undisputed
    )
    return tuple(sorted(lines, key=lambda line: (line.currency, -line.open, line.customer)))


def ageing_sheet(scope: Scope) -> Sheet:
    lines = ageing(scope)
    rows: tuple[Cells, ...] = tuple(
        (
            line.customer,
            line.currency,
            *(line.undisputed.get(name, NOTHING) for name in (*(name for name, _ in BUCKETS), OVER_90)),
            line.disputed,
            line.open,
        )
        for line in lines
    )
    return Sheet(
        name="ageing",
        title=gettext("Owed by age"),
        columns=COLUMNS,
        rows=rows,
        totals=totals_of(COLUMNS, rows, words=gettext("in all")),
        notes=(
            gettext(
                "As of today. What is disputed is not overdue, and counts in no age until it is answered."
            ),
        ),
        about=tuple(About(organisation_id=line.organisation_id) for line in lines),
    )


def bucket_of(days_past_due: int) -> str:
    return next((name for name, last in BUCKETS if days_past_due <= last), OVER_90)


def _open(scope: Scope) -> list[Receivable]:
    """Two statements, each with an index that holds what is open alone: the paid ones of years cost nothing."""
    receivables = Receivable.objects.filter(provider_id=scope.provider_id)
    if scope.organisation_id is not None:
        receivables = receivables.filter(organisation_id=scope.organisation_id)
    disputes = Dispute.objects.filter(state=Dispute.State.OPEN, line__invoice__provider_id=scope.provider_id)
    numbers = set(disputes.values_list("line__invoice__number", flat=True))
    return [
        *receivables.filter(settled_at=None),
        *receivables.filter(settled_at__isnull=False, open_amount__gt=0, number__in=numbers),
    ]
