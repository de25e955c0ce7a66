"""What the tickets of bugs consumed: credits, money and time, by link and by bug."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from uphold.metering.models import Charge
from uphold.problems.models import Bug, BugTicket


@dataclass(frozen=True, slots=True)
class Consumed:
    """What is left of it once what came back is taken off, and what came back; amounts by currency."""

    credits: int = 0
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    returned_credits: int = 0
    returned_amounts: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        return not self.credits and not any(self.amounts.values())

    @property
    def has_come_back(self) -> bool:
        return bool(self.returned_credits) or any(self.returned_amounts.values())


NOTHING = Consumed()


def consumed_by_links(links: Sequence[BugTicket]) -> dict[int, Consumed]:
    """By the link's id, in one statement."""
    return summed(BugTicket.objects.filter(pk__in=[link.pk for link in links]), by="pk")


def consumed_by_bugs(bugs: Sequence[Bug]) -> dict[int, Consumed]:
    """By the bug's id, in one statement."""
    return summed(BugTicket.objects.filter(bug__in=bugs, unlinked_at=None), by="bug")


def summed(links: QuerySet[BugTicket], *, by: str) -> dict[int, Consumed]:
    """A link that names a problem counts what was charged for that problem alone."""
    charged = links.filter(Q(problem="") | Q(ticket__charges__problem=F("problem")))
    rows = charged.exclude(ticket__charges=None).values(by, "ticket__charges__currency")
    is_refund = Q(ticket__charges__kind=Charge.Kind.REFUND)
    totals = rows.annotate(
        taken=Sum("ticket__charges__credits"),
        money=Sum("ticket__charges__amount"),
        taken_back=Sum("ticket__charges__credits", filter=is_refund, default=0),
        money_back=Sum("ticket__charges__amount", filter=is_refund, default=Decimal(0)),
    )
    return gathered(totals.order_by(), by=by)


def gathered(rows: Iterable[Mapping[str, Any]], *, by: str) -> dict[int, Consumed]:
    """One a key; a key has a row for each currency."""
    parts: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        parts[row[by]].append(row)
    return {
        key: Consumed(
            credits=sum(row["taken"] for row in own),
            amounts=amounts_of(own, "money"),
            returned_credits=-sum(row["taken_back"] for row in own),
            returned_amounts={currency: -sum_ for currency, sum_ in amounts_of(own, "money_back").items()},
        )
        for key, own in parts.items()
    }


def amounts_of(rows: Iterable[Mapping[str, Any]], name: str) -> dict[str, Decimal]:
    return {row["ticket__charges__currency"]: row[name] for row in rows if row[name]}
