"""Named loads: lists of the desk, what a status page shows, and which tickets an outage probably caused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from uphold.access import Actor
from uphold.maintenance.access import visible_outages, visible_works
from uphold.maintenance.models import Outage, OutageTicket, OutageUpdate, PlannedWork
from uphold.people.models import Provider
from uphold.products.models import Product, Unit
from uphold.tickets.models import Ticket

HISTORY = timedelta(days=90)
AROUND = timedelta(hours=2)
"""How long before an outage a ticket may have been opened that it caused."""
MOST = 50
KNOWN = [state.value for state in PlannedWork.KNOWN]


@dataclass(frozen=True, slots=True)
class StatusSheet:
    """What stands, what failed, what is planned, and what was in the last 90 days."""

    products: tuple[Product, ...]
    outages: tuple[Outage, ...]
    under_way: tuple[PlannedWork, ...]
    ahead: tuple[PlannedWork, ...]
    past_outages: tuple[Outage, ...]
    past_works: tuple[PlannedWork, ...]


def work_list(actor: Actor, *, is_past: bool = False) -> QuerySet[PlannedWork]:
    """What is to come, the next first; or what is over, the last first. With what it touches."""
    over = [state.value for state in PlannedWork.OVER]
    rows = visible_works(actor).select_related("provider", "planned_by").prefetch_related("products")
    rows = rows.annotate(affected_count=Count("affected", distinct=True))
    if is_past:
        return rows.filter(state__in=over).order_by("-starts_at", "-pk")[:MOST]
    return rows.exclude(state__in=over).order_by("starts_at", "pk")[:MOST]


def outage_list(actor: Actor, *, is_past: bool = False) -> QuerySet[Outage]:
    rows = visible_outages(actor).filter(ended_at__isnull=not is_past).select_related("provider")
    linked = Count("links", filter=Q(links__unlinked_at=None), distinct=True)
    return (
        rows.prefetch_related("products").annotate(tickets_count=linked).order_by("-since_at", "-pk")[:MOST]
    )


def public_status(provider: Provider, *, at: datetime) -> StatusSheet:
    """Of the products that are on the status page, and of nothing else; it names no customer."""
    products = Product.objects.filter(provider=provider, is_on_status_page=True, is_active=True)
    return sheet_of(products, PlannedWork.objects.all(), at=at)


def own_status(actor: Actor, *, at: datetime) -> StatusSheet:
    """Of what stands at the customer, whether or not it is on the public page."""
    units = Unit.objects.filter(organisation_id=actor.organisation_id or 0, state=Unit.State.IN_USE)
    products = Product.objects.filter(pk__in=units.values("product_id"))
    return sheet_of(products, visible_works(actor), at=at)


def sheet_of(shown: QuerySet[Product], works: QuerySet[PlannedWork], *, at: datetime) -> StatusSheet:
    products = tuple(shown.order_by("name", "pk"))
    keys = [product.pk for product in products]
    mine = Prefetch("products", queryset=Product.objects.filter(pk__in=keys).order_by("name"))
    updates = Prefetch("updates", queryset=OutageUpdate.objects.order_by("-at", "-pk"))
    outages = Outage.objects.filter(products__in=keys).distinct().prefetch_related(mine, updates)
    outages = outages.filter(Q(ended_at=None) | Q(ended_at__gte=at - HISTORY)).order_by("-since_at", "-pk")
    known = works.filter(state__in=KNOWN, products__in=keys).distinct().prefetch_related(mine)
    known = known.filter(Q(ended_at=None) | Q(ended_at__gte=at - HISTORY)).order_by("starts_at", "pk")
    return StatusSheet(
        products=products,
        outages=tuple(each for each in outages if each.ended_at is None),
        under_way=in_state(known, PlannedWork.State.UNDER_WAY),
        ahead=in_state(known, PlannedWork.State.ANNOUNCED),
        past_outages=tuple(each for each in outages if each.ended_at is not None),
        past_works=in_state(known, PlannedWork.State.ENDED),
    )


def in_state(works: Iterable[PlannedWork], state: PlannedWork.State) -> tuple[PlannedWork, ...]:
    return tuple(work for work in works if work.state == state)


def likely_tickets(outage: Outage) -> QuerySet[Ticket]:
    """Opened since shortly before it, until it ended, about one of its products, and linked to no outage yet."""
    about = Q(unit__product_id__in=outage.of_products.values("product_id"))
    rows = Ticket.objects.filter(about, provider_id=outage.provider_id, is_history=False)
    rows = rows.filter(opened_at__gte=outage.since_at - AROUND)
    if outage.ended_at is not None:
        rows = rows.filter(opened_at__lt=outage.ended_at)
    linked = OutageTicket.objects.filter(unlinked_at=None).values("ticket_id")
    rows = rows.exclude(pk__in=linked)
    return rows.select_related("organisation").defer("search").order_by("-opened_at", "-pk")[:MOST]


def linked_tickets(outage: Outage) -> QuerySet[Ticket]:
    rows = Ticket.objects.filter(outage_links__outage=outage, outage_links__unlinked_at=None)
    return rows.select_related("organisation").defer("search").order_by("-opened_at", "-pk")
