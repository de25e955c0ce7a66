"""Rotas as leads make them, and the steps that call them."""

from collections.abc import Sequence
from datetime import date, datetime, time

from tests.cast.people import Cast, Worker
from uphold.agreements.models import Agreement
from uphold.oncall.actions import RotaTerms, make_rota, set_target
from uphold.oncall.models import PathTarget, Rota


def make_rota_of(
    cast: Cast,
    members: Sequence[Worker],
    *,
    name: str = "First line",
    first_on: date = date(2026, 6, 8),
    handover_at: time = time(9),
    turn_days: int = 7,
    repage_minutes: int = 10,
    most_pages: int = 2,
    is_for_urgent: bool = False,
    made_at: datetime,
    zone: str = "Europe/Vienna",
) -> Rota:
    """Northwind's; weekly from Monday, 2026-06-08 at nine in Vienna, by default."""
    terms = RotaTerms(
        name=name,
        zone=zone,
        first_on=first_on,
        handover_at=handover_at,
        turn_days=turn_days,
        repage_minutes=repage_minutes,
        most_pages=most_pages,
        is_for_urgent=is_for_urgent,
    )
    return make_rota(
        actor=cast.lea.actor,
        provider=cast.northwind,
        terms=terms,
        members=[each.staff for each in members],
        at=made_at,
    )


def let_call(
    cast: Cast, contact: str, *, rota: Rota | None = None, staff: Worker | None = None, at: datetime
) -> PathTarget:
    """A step of the path calls a rota, a person, or its address."""
    agreement = Agreement.objects.get(provider=cast.northwind, is_annex=False)
    person = staff.staff if staff else None
    return set_target(
        actor=cast.lea.actor, agreement=agreement, contact=contact, rota=rota, staff=person, at=at
    )
