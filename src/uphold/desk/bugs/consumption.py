"""What the tickets of bugs consumed: credits, money and time, by link and by bug."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from uphold.problems.models import Bug, BugTicket


@dataclass(frozen=True, slots=True)
class Consumed:
    """`amounts` by currency; what came back is taken off."""

    credits: int = 0
    seconds: int = 0
    amounts: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        return not self.credits and not self.seconds and not any(self.amounts.values())


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
    totals = rows.annotate(
        taken=Sum("ticket__charges__credits"),
        worked=Sum("ticket__charges__actual_seconds"),
        money=Sum("ticket__charges__amount"),
    )
    return gathered(totals.order_by(), by=by)


def gathered(rows: Iterable[Mapping[str, Any]], *, by: str) -> dict[int, Consumed]:
    taken: dict[int, int] = defaultdict(int)
    seconds: dict[int, int] = defaultdict(int)
    amounts: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        key = row[by]
        taken[key] += row["taken"]
        seconds[key] += row["worked"]
        if row["money"]:
            amounts[key][row["ticket__charges__currency"]] = row["money"]
    return {key: Consumed(taken[key], seconds[key], amounts[key]) for key in taken}
