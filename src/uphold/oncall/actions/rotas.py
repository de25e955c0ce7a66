"""Rotas: who takes turns, when they hand over, and how long a silence may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import available_timezones

from uphold.access import Actor, Permission, require
from uphold.journal.write import write
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.oncall.access import callable_staff, get_rota
from uphold.oncall.models import PathTarget, Rota, Turn
from uphold.oncall.refusals import (
    NameMissing,
    NotOfProvider,
    NumbersOutOfReason,
    RotaInUse,
    RotaNameTaken,
    RotaRetired,
    UrgentTaken,
    ZoneUnknown,
)
from uphold.people.models import Provider, Staff

DAYS, SILENCE_MINUTES, CALLS = range(1, 57), range(1, 241), range(1, 21)
FIELDS = (
    "name",
    "zone",
    "first_on",
    "handover_at",
    "turn_days",
    "repage_minutes",
    "most_pages",
    "is_for_urgent",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RotaTerms:
    """The first member has the turn that begins on `first_on`; a turn of 7 days hands over on its weekday."""

    name: str
    zone: str
    first_on: date
    handover_at: time
    turn_days: int = 7
    repage_minutes: int = 10
    most_pages: int = 2
    is_for_urgent: bool = False


@atomic
def make_rota(
    *, actor: Actor, provider: Provider, terms: RotaTerms, members: Sequence[Staff], at: datetime
) -> Rota:
    require(actor, Permission.ONCALL_MANAGE, provider_id=provider.pk)
    rota = Rota(provider=provider, made_at=at)
    keep(rota, terms)
    set_turns(rota, members)
    write("rota.made", about=rota, by=actor, at=at, detail=detail_of(rota, members), topics=rota.topics)
    return rota


@atomic
def change_rota(
    *, actor: Actor, rota: Rota, terms: RotaTerms, members: Sequence[Staff], at: datetime
) -> Rota:
    """From now on: who was called before stands on the pages."""
    rota = begin(actor, rota)
    keep(rota, terms)
    rota.turns.all().delete()
    set_turns(rota, members)
    write("rota.changed", about=rota, by=actor, at=at, detail=detail_of(rota, members), topics=rota.topics)
    return rota


@atomic
def retire_rota(*, actor: Actor, rota: Rota, at: datetime) -> Rota:
    """Not while a step of a path calls it: that step would be empty."""
    rota = begin(actor, rota)
    calling = PathTarget.objects.filter(rota=rota).first()
    if calling is not None:
        raise RotaInUse(calling.contact)
    rota.is_active, rota.is_for_urgent = False, False
    rota.save(update_fields=["is_active", "is_for_urgent"])
    write(
        "rota.retired", about=rota, by=actor, at=at, detail={"provider": rota.provider_id}, topics=rota.topics
    )
    return rota


def begin(actor: Actor, rota: Rota, *, need: Permission = Permission.ONCALL_MANAGE) -> Rota:
    """Through the door, then the lock; what is out of use changes no more."""
    get_rota(actor, rota.pk, need=need)
    locked = (
        Rota.objects.select_for_update(of=("self",), no_key=True).select_related("provider").get(pk=rota.pk)
    )
    if not locked.is_active:
        raise RotaRetired(locked.name)
    return locked


def keep(rota: Rota, terms: RotaTerms) -> None:
    if not terms.name.strip():
        raise NameMissing
    if terms.zone not in available_timezones():
        raise ZoneUnknown(terms.zone)
    if (
        terms.turn_days not in DAYS
        or terms.repage_minutes not in SILENCE_MINUTES
        or terms.most_pages not in CALLS
    ):
        raise NumbersOutOfReason
    for name in FIELDS:
        setattr(rota, name, getattr(terms, name))
    rota.name = terms.name.strip()
    with (
        refused_by("rota_name_once", RotaNameTaken(rota.name)),
        refused_by("rota_one_for_urgent", UrgentTaken()),
    ):
        rota.save()


def set_turns(rota: Rota, members: Sequence[Staff]) -> None:
    for member in members:
        require_of(member, rota.provider)
    Turn.objects.bulk_create(
        Turn(rota=rota, position=position, staff=member) for position, member in enumerate(members)
    )


def require_of(staff: Staff, provider: Provider) -> None:
    """Only those who see the provider's tickets and may answer for them."""
    if not callable_staff(provider.pk).filter(pk=staff.pk).exists():
        raise NotOfProvider(staff.name, provider.name)


def detail_of(rota: Rota, members: Sequence[Staff]) -> dict[str, object]:
    return {"provider": rota.provider_id, "staff": [member.pk for member in members]}
