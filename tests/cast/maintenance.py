"""Builders of planned work: a plan in the zone of New York, and work that has come to where a test begins."""

from datetime import datetime

from tests.cast.people import Cast
from uphold.maintenance.actions import Plan, announce_work, approve_work, plan_work
from uphold.maintenance.models import PlannedWork
from uphold.maintenance.windows import times_of
from uphold.products.models import Product, Site

ZONE = "America/New_York"
CHANGE = "Planned maintenance"


def make_plan(
    *products: Product,
    sites: tuple[Site, ...] = (),
    starts: str = "2026-06-20 23:00",
    ends: str = "2026-06-20 23:45",
    zone: str = ZONE,
    change: str = CHANGE,
) -> Plan:
    return Plan(
        change=change,
        title="New storage",
        words="Calls may break off for a moment.",
        zone=zone,
        times=times_of(datetime.fromisoformat(starts), datetime.fromisoformat(ends), zone=zone),
        products=products,
        sites=sites,
    )


def make_work(cast: Cast, plan: Plan, *, at: datetime, to: str = "announced") -> PlannedWork:
    """Planned by Ben, approved by Lea, announced by Ben, as far as `to`."""
    work = plan_work(actor=cast.ben.actor, provider=cast.northwind, plan=plan, at=at)
    if to in {"approved", "announced"}:
        work = approve_work(actor=cast.lea.actor, work=work, at=at)
    if to == "announced":
        work = announce_work(actor=cast.ben.actor, work=work, at=at)
    return work
