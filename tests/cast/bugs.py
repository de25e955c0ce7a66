"""Bugs as agents report them."""

from datetime import datetime

from tests.cast.people import Worker
from uphold.people.models import Provider
from uphold.problems.actions import report_bug
from uphold.problems.models import Bug
from uphold.tickets.models import Ticket


def make_bug(
    *,
    by: Worker,
    provider: Provider,
    reported_at: datetime,
    title: str = "The busy state is not passed on",
    product: str = "Switchboard",
    found_in: str = "4.2",
    ticket: Ticket | None = None,
    problem: str = "",
) -> Bug:
    return report_bug(
        actor=by.actor,
        provider=provider,
        title=title,
        documented_behaviour="A call is forwarded when the telephone is busy.",
        documented_at="https://docs.northwind.example/forwarding",
        actual_behaviour="The caller hears the busy tone.",
        product=product,
        found_in=found_in,
        ticket=ticket,
        problem=problem,
        at=reported_at,
    )
