"""The promises behind a row of compliance, or behind one of its counts, those made last first."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from uphold.reports.behind.part import PROMISED, Behind, Wanted
from uphold.reports.compliance import COLUMNS as COUNTS
from uphold.reports.compliance import COUNTED, outcome_of, promises_of, with_outcome
from uphold.reports.scope import Scope
from uphold.reports.sheet import INSTANT, About, Cells, Column, Sheet
from uphold.tickets.models import Promise

COLUMNS = (
    Column("ticket", gettext_lazy("Ticket")),
    Column("subject", gettext_lazy("Subject")),
    Column("customer", gettext_lazy("Customer")),
    Column("outcome", gettext_lazy("Promise")),
    Column("due", gettext_lazy("Due"), INSTANT),
    Column("met", gettext_lazy("Kept"), INSTANT),
)
LABELS = {COUNTED[column.key]: column.label for column in COUNTS if column.key in COUNTED}


def promises(scope: Scope, wanted: Wanted) -> Behind:
    metric, agreement, priority, part = wanted.key(*PROMISED)
    found = promises_of(
        actor=scope.actor, slug=agreement, provider=scope.provider_name, period=scope.period
    ).filter(metric=metric, priority=priority)
    if part in COUNTED:
        found = with_outcome(found, COUNTED[part])
    page, next_after = page_of(found, wanted)
    outcome = str(LABELS[COUNTED[part]]).lower() if part in COUNTED else ""
    return Behind(
        sheet=Sheet(
            name="compliance-promises",
            title=gettext("Promises behind this row"),
            columns=COLUMNS,
            rows=tuple(row_of(promise, scope) for promise in page),
            about=tuple(About(ticket=promise.ticket.number) for promise in page),
        ),
        words=", ".join(word for word in (metric, priority or gettext("any"), agreement, outcome) if word),
        count=found.count(),
        next_after=next_after,
    )


def page_of(found: QuerySet[Promise], wanted: Wanted) -> tuple[list[Promise], str]:
    found = found.select_related("ticket__organisation").defer("ribbon").order_by("-pk")
    if wanted.after.isdecimal():
        found = found.filter(pk__lt=int(wanted.after))
    if wanted.size is None:
        return list(found), ""
    page = list(found[: wanted.size + 1])
    is_last = len(page) <= wanted.size
    return page[: wanted.size], "" if is_last else str(page[wanted.size - 1].pk)


def row_of(promise: Promise, scope: Scope) -> Cells:
    ticket = promise.ticket
    return (
        ticket.number,
        ticket.subject,
        ticket.organisation.name,
        str(LABELS[outcome_of(promise)]).lower(),
        here(promise.due_at, scope),
        here(promise.met_at, scope),
    )


def here(instant: datetime | None, scope: Scope) -> datetime | None:
    return instant.astimezone(scope.zone) if instant else None
