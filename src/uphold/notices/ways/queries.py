"""Loading by name. Nobody but their owner sees ways."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.notices.models import PageDelivery, Way
from uphold.oncall.models import Attempt
from uphold.people.models import Staff


def own_ways(actor: Actor) -> QuerySet[Way]:
    if not actor.is_staff or actor.id is None:
        return Way.objects.none()
    return Way.objects.filter(staff_id=actor.id, is_active=True).order_by("name")


def get_way(actor: Actor, way_id: int) -> Way:
    """One's own: another's is not there."""
    if not actor.may(Permission.PAGE_ANSWER):
        raise NotAllowed(Permission.PAGE_ANSWER)
    way = own_ways(actor).filter(pk=way_id).first()
    if way is None:
        raise NotThere("way")
    return way


def ways_of(staff: Staff) -> list[Way]:
    """By which he is called."""
    return list(Way.objects.filter(staff=staff, is_active=True).order_by("pk"))


def last_deliveries(ways: Sequence[Way]) -> dict[int, PageDelivery]:
    """What became of the last call by each."""
    newest = PageDelivery.objects.filter(way__in=ways).order_by("way", "-pk").distinct("way")
    return {delivery.way_id: delivery for delivery in newest if delivery.way_id is not None}


def deliveries_of(attempts: Iterable[Attempt]) -> dict[int, list[PageDelivery]]:
    """By which ways each call went, by its number; whose way it is says the kind alone."""
    found: dict[int, list[PageDelivery]] = {}
    rows = PageDelivery.objects.filter(attempt__in=[each.pk for each in attempts]).select_related("way")
    for row in rows.order_by("pk"):
        found.setdefault(row.attempt_id, []).append(row)
    return found
