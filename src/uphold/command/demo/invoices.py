"""The invoice of an earlier month that nobody paid: its customer is overdue past both thresholds of clause 11."""

from __future__ import annotations

from datetime import datetime, timedelta

from uphold.billing.actions import prepare_run, start_run, work_run
from uphold.command.demo.cast import STRATELEGY
from uphold.command.demo.people import People

ISSUED_BEFORE = timedelta(days=47)
PERIOD = timedelta(days=31)


def invoice_earlier_month(people: People, *, now: datetime) -> None:
    """Due thirty days after it was issued, so seventeen days ago."""
    clerk, issued_at = people.actor("petra"), now - ISSUED_BEFORE
    run = prepare_run(
        actor=clerk,
        provider=people.providers[STRATELEGY],
        from_on=(issued_at - PERIOD).date(),
        until_on=issued_at.date(),
        at=issued_at,
    )
    start_run(actor=clerk, run=run, at=issued_at)
    work_run(run.pk, at=issued_at)
