"""The change of duty: whoever begins is told, once, with what was left for him."""

from datetime import datetime, timedelta

from uphold.access import Actor
from uphold.journal.write import write
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic
from uphold.oncall.bridge import Duty
from uphold.oncall.models import Handover, Rota
from uphold.oncall.queries import duties_of, with_people

HANDED_OVER = "rota.handed_over"


def hand_over_duty(at: datetime) -> int:
    """Every rota whose shift is somebody's who was not told of it yet; returns how many were told."""
    rotas = list(with_people(Rota.objects.filter(is_active=True)).order_by("pk"))
    duties = duties_of(rotas, since=at - timedelta(days=60))
    return one_by_one(
        rotas,
        lambda rota: hand_over(rota, duties[rota.pk], at=at),
        name=lambda rota: f"rota {rota.name}",
        failed="rotas that cannot be handed over",
    )


@atomic
def hand_over(rota: Rota, duty: Duty, *, at: datetime) -> int:
    """The row's constraint makes it happen once."""
    days = timedelta(days=rota.turn_days + 1)
    found = duty.shifts(since=at - days, until=at + days)
    shift = next(each for each in found if each.starts_at <= at < each.ends_at)
    if shift.member is None:
        return 0
    handover, is_new = Handover.objects.get_or_create(
        rota=rota,
        starts_at=shift.starts_at,
        staff=duty.people[shift.member],
        defaults={"ends_at": shift.ends_at, "told_at": at},
    )
    if not is_new:
        return 0
    detail = {"rota": rota.pk, "staff": shift.member, "provider": rota.provider_id}
    write(HANDED_OVER, about=handover, by=Actor.system(), at=at, detail=detail, topics=rota.topics)
    return 1
