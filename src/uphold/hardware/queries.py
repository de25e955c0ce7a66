"""Reading returns and evaluations: lists for desk and portal, and whether a unit is overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from uphold.access import Actor
from uphold.agreements.queries import local_day
from uphold.hardware.access import visible_returns
from uphold.hardware.models import Evaluation, ReturnAuthorization
from uphold.tickets.models import Ticket

LIST_ROWS = ("provider", "organisation", "unit__product", "replacement", "ticket__version__agreement")
STATES = ("open", "overdue", *ReturnAuthorization.State.values)


@dataclass(frozen=True, slots=True)
class ReturnPage:
    returns: Sequence[ReturnAuthorization]
    next_skip: int | None


def return_list(
    actor: Actor, *, at: datetime, state: str = "open", skip: int = 0, size: int = 50
) -> ReturnPage:
    """The overdue first, then the newest."""
    rows = visible_returns(actor).filter(of_state(state, at=at)).select_related(*LIST_ROWS)
    rows = rows.defer("ticket__search", "ticket__version__text")
    place = Case(When(late_by(at), then=Value(0)), default=Value(1), output_field=IntegerField())
    found = list(rows.annotate(place=place).order_by("place", "-pk")[skip : skip + size + 1])
    return ReturnPage(found[:size], skip + size if len(found) > size else None)


def of_state(state: str, *, at: datetime) -> Q:
    if state == "overdue":
        return late_by(at)
    if state in ReturnAuthorization.State.values:
        return Q(state=state)
    return ~Q(state__in=ReturnAuthorization.OVER)


def late_by(at: datetime) -> Q:
    """By the day in UTC; the page of one counts by its agreement's day."""
    return Q(state__in=ReturnAuthorization.AHEAD, return_by_on__lt=at.date())


def is_overdue(row: ReturnAuthorization, *, at: datetime) -> bool:
    """Whether the last day on which it may come back has passed, by the clock of the agreement."""
    if row.return_by_on is None or row.state not in ReturnAuthorization.AHEAD:
        return False
    return local_day(row.ticket.version, at) > row.return_by_on


def returns_of(ticket: Ticket) -> QuerySet[ReturnAuthorization]:
    return (
        ReturnAuthorization.objects.filter(ticket=ticket).select_related("unit", "replacement").order_by("pk")
    )


def evaluations_of(ticket: Ticket) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.filter(ticket=ticket).select_related("unit", "decided_by", "analysis")
    return rows.prefetch_related("steps__done_by").order_by("pk")
