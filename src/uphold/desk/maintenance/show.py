"""One work's page: its window, whom it affects by which agreement, what became of it, and who was told."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.maintenance.index import when_of
from uphold.desk.maintenance.place import around
from uphold.desk.maintenance.planning import OwedRow, rows_of
from uphold.desk.maintenance.wording import DELIVERIES, status_of
from uphold.kit import now
from uphold.maintenance.access import get_work
from uphold.maintenance.actions.telling import owed_now
from uphold.maintenance.models import PlannedWork
from uphold.notices.maintenance import deliveries_of
from uphold.policy.time.local import zone_of
from uphold.ui.components.clause import Clause
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

State = PlannedWork.State
MOST_DELIVERIES = 200


@desk_page(need=Permission.MAINTENANCE_READ)
def show(request: PageRequest, work_id: int) -> HttpResponse:
    work = get_work(request.actor, work_id)
    values = {
        "work": work,
        "status": status_of(work),
        "facts": facts_of(work),
        "affected": list(affected_of(work)),
        "changes": list(work.changes.order_by("-at", "-pk")),
        "deliveries": [
            {"mail": mail, "state": str(DELIVERIES[mail.status])}
            for mail in deliveries_of(work)[:MOST_DELIVERIES]
        ],
        "acts": list(acts_on(work, request)),
    }
    return shown(request, "desk/maintenance/work.html", around(request, values, provider_id=work.provider_id))


def facts_of(work: PlannedWork) -> list[Fact]:
    products = ", ".join(product.name for product in work.products.order_by("name"))
    sites = ", ".join(site.name for site in work.sites.order_by("name"))
    return [
        Fact(gettext("Provider"), work.provider.name),
        Fact(gettext("Kind of change"), work.change),
        Fact(gettext("Window"), when_of(work.starts_at, work.ends_at, work.zone)),
        *([Fact(gettext("Touches"), products)] if products else []),
        *([Fact(gettext("Sites"), sites)] if sites else []),
        Fact(gettext("Planned by"), work.planned_by.name),
        Fact(gettext("Approved by"), work.approved_by.name if work.approved_by else gettext("nobody yet")),
        *([Fact(gettext("Repeats"), work.series.rule)] if work.series else []),
    ]


def affected_of(work: PlannedWork) -> Iterator[OwedRow]:
    """As it was kept when it was announced; before that as the agreements have it now."""
    if not work.is_announced:
        yield from rows_of(owed_now(work, at=now()), zone=work.zone)
        return
    unsaid = gettext("not said")
    for row in work.affected.select_related("organisation", "version__agreement").order_by(
        "organisation__name"
    ):
        earliest = row.earliest_at.astimezone(zone_of(work.zone)) if row.earliest_at else None
        version = row.version
        clause = (
            Clause(
                number=row.anchor,
                label=row.row,
                href=f"{reverse('desk:agreement', args=[version.agreement.slug, version.version])}#row-{row.line}",
                source=version.title,
            )
            if version and row.line
            else None
        )
        yield OwedRow(
            name=row.organisation.name,
            units=row.units,
            lead=row.lead or (unsaid if version else gettext("no agreement in force")),
            audience=row.audience or unsaid,
            channel=row.channel or unsaid,
            is_short=row.is_short,
            earliest=f"{earliest:%Y-%m-%d %H:%M}" if earliest else "",
            clause=clause,
        )


def acts_on(work: PlannedWork, request: PageRequest) -> Iterator[Link]:
    """What may be done now, by the state it is in."""
    actor, provider_id = request.actor, work.provider_id
    may_plan = actor.may(Permission.MAINTENANCE_PLAN, provider_id=provider_id)
    may_approve = actor.may(Permission.MAINTENANCE_APPROVE, provider_id=provider_id)
    is_ahead = work.state in {State.DRAFT, State.APPROVED, State.ANNOUNCED}
    known = [
        (may_approve and work.state == State.DRAFT, "approval", gettext("Approve"), "check"),
        (may_plan and work.state == State.APPROVED, "announcement", gettext("Announce"), "send"),
        (may_plan and work.state == State.ANNOUNCED, "beginning", gettext("Begin"), "play"),
        (may_plan and work.state == State.UNDER_WAY, "ending", gettext("End"), "circle-check"),
        (may_plan and work.state == State.UNDER_WAY, "extension", gettext("Extend"), "hourglass"),
        (may_plan and is_ahead, "move", gettext("Move"), "arrow-right"),
        (may_plan and work.state in {State.DRAFT, State.APPROVED}, "change", gettext("Change"), "pencil"),
        (may_plan and is_ahead and work.series_id is None, "recurrence", gettext("Repeat"), "rotate-ccw"),
        (
            may_plan and work.series is not None and work.series.ended_at is None,
            "series-end",
            gettext("Repeat no more"),
            "circle-slash",
        ),
        (may_plan and is_ahead, "cancellation", gettext("Call off"), "x"),
    ]
    for is_possible, name, label, icon in known:
        if is_possible:
            yield Link(label, reverse(f"desk:work-{name}", args=[work.pk]), icon)
