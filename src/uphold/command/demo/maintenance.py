"""Planned work and an outage of the demonstration: announced and to come, a series, over, failed and mended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from uphold.command.demo.cast import STRATELEGY
from uphold.command.demo.people import People
from uphold.maintenance.actions import (
    Plan,
    announce_work,
    approve_work,
    begin_work,
    declare_outage,
    end_outage,
    end_work,
    plan_work,
    repeat_work,
    update_outage,
)
from uphold.maintenance.models import Outage, PlannedWork
from uphold.maintenance.windows import Times
from uphold.products.models import Product

ZONE: Final = "America/New_York"
CHANGE: Final = "Planned maintenance"
NIGHT: Final = timedelta(minutes=45)


def plan_maintenance(people: People, *, now: datetime) -> None:
    """Planned by an agent, approved by the lead; one outage lasts and one is mended."""
    exchange, calls, portal = (
        product_named(people, name)
        for name in ("Hosted exchange", "Calls to the telephone network", "Customer portal")
    )
    past = announced(people, exchange, "New disks for the voice mail", now - timedelta(days=12), days=5)
    begin_work(actor=people.actor("mina"), work=past, at=past.starts_at)
    end_work(actor=people.actor("mina"), work=past, at=past.ends_at)
    announced(people, calls, "A second line to the exchange", now - timedelta(days=1), days=6)
    update = planned(people, portal, "Monthly update of the portal", now + timedelta(days=9), at=now)
    repeat_work(actor=people.actor("mina"), work=update, rule="FREQ=MONTHLY;COUNT=6", at=now)
    over = failed(people, calls, "Calls to mobile numbers broke off", since=now - timedelta(days=20), at=now)
    end_outage(
        actor=people.actor("mina"),
        outage=over,
        words="The carrier changed the route back; calls hold.",
        at=now - timedelta(days=20) + timedelta(hours=2),
    )
    lasting = failed(people, portal, "Signing in takes minutes", since=now - timedelta(minutes=50), at=now)
    update_outage(
        actor=people.actor("jonas"),
        outage=lasting,
        words="The cause is found: a full disk. It will be quick again within the hour.",
        at=now - timedelta(minutes=5),
    )


def product_named(people: People, name: str) -> Product:
    return Product.objects.get(provider=people.providers[STRATELEGY], name=name)


def announced(people: People, product: Product, title: str, at: datetime, *, days: int) -> PlannedWork:
    work = planned(people, product, title, at + timedelta(days=days), at=at)
    work = approve_work(actor=people.actor("tomas"), work=work, at=at)
    return announce_work(actor=people.actor("mina"), work=work, at=at)


def planned(people: People, product: Product, title: str, starts: datetime, *, at: datetime) -> PlannedWork:
    starts_at = starts.replace(hour=3, minute=0, second=0, microsecond=0)
    plan = Plan(
        change=CHANGE,
        title=title,
        words="For a few minutes it may not answer; nothing is lost.",
        zone=ZONE,
        times=Times(starts_at, starts_at + NIGHT),
        products=(product,),
    )
    return plan_work(actor=people.actor("mina"), provider=people.providers[STRATELEGY], plan=plan, at=at)


def failed(people: People, product: Product, title: str, *, since: datetime, at: datetime) -> Outage:
    """Declared ten minutes after it began."""
    return declare_outage(
        actor=people.actor("jonas"),
        provider=people.providers[STRATELEGY],
        title=title,
        words="We are looking for the cause.",
        products=[product],
        since_at=since,
        at=min(at, since + timedelta(minutes=10)),
    )
