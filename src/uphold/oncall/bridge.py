"""Rows to policy values: a rota as a rotation with its exceptions. Whoever left leaves his place empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uphold.oncall.access import ANSWERING
from uphold.oncall.models import Override, Rota
from uphold.people.models import Staff
from uphold.policy import rota as policy


@dataclass(frozen=True, slots=True)
class Duty:
    """A rota as it is judged, and its people by number."""

    rotation: policy.Rotation
    overrides: tuple[policy.Override, ...]
    people: dict[int, Staff]

    def person_at(self, at: datetime) -> Staff | None:
        member = policy.on_duty(self.rotation, self.overrides, at=at)
        return None if member is None else self.people[member]

    def shifts(self, *, since: datetime, until: datetime) -> tuple[policy.Shift, ...]:
        return policy.shifts(self.rotation, self.overrides, since=since, until=until)


def duty_of(rota: Rota, *, overrides: Sequence[Override]) -> Duty:
    """`rota` with its turns and their staff loaded, and their grants; `overrides` in the order they were made."""
    turns = list(rota.turns.all())
    known = [turn.staff for turn in turns] + [each.staff for each in overrides if each.staff]
    people = {staff.pk: staff for staff in known if is_there(staff, rota)}
    return Duty(
        rotation=policy.Rotation(
            members=tuple(turn.staff_id if turn.staff_id in people else None for turn in turns),
            first_on=rota.first_on,
            handover_at=rota.handover_at,
            turn_days=rota.turn_days,
            zone=rota.zone,
        ),
        overrides=tuple(
            policy.Override(each.starts_at, each.ends_at, each.staff_id if each.staff_id in people else None)
            for each in overrides
        ),
        people=people,
    )


def is_there(staff: Staff, rota: Rota) -> bool:
    """Active, and still with this provider in a role that answers."""
    roles = {grant.role for grant in staff.grants.all() if grant.provider_id == rota.provider_id}
    return staff.is_active and bool(roles & ANSWERING)
