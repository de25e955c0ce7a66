"""What the address of the calendar says: the view, the day, whose time; and the days that it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse

from uphold.policy.time.local import instant_at

DAY, WEEK = "day", "week"
LENGTH = {DAY: 1, WEEK: 7}


@dataclass(frozen=True, slots=True)
class Asked:
    """`on` is a day of the view, on the reader's clock; a week begins on its Monday."""

    view: str
    on: date
    zone: ZoneInfo
    provider_id: int
    team_id: int | None = None
    staff_id: int | None = None

    @property
    def days(self) -> tuple[date, ...]:
        first = self.on - timedelta(days=self.on.weekday()) if self.view == WEEK else self.on
        return tuple(first + timedelta(days=number) for number in range(LENGTH[self.view]))

    @property
    def starts_at(self) -> datetime:
        return midnight(self.days[0], zone=self.zone)

    @property
    def ends_at(self) -> datetime:
        return midnight(self.days[-1] + timedelta(days=1), zone=self.zone)

    def later(self, steps: int) -> "Asked":
        return replace(self, on=self.on + timedelta(days=steps * LENGTH[self.view]))

    @property
    def href(self) -> str:
        said: Mapping[str, object] = {
            "view": self.view,
            "on": self.on.isoformat(),
            "provider": self.provider_id,
            **({"team": self.team_id} if self.team_id else {}),
            **({"staff": self.staff_id} if self.staff_id else {}),
        }
        return f"{reverse('desk:calendar')}?{urlencode(said)}"


def asked_in(said: Mapping[str, str], *, today: date, zone: ZoneInfo, provider_ids: tuple[int, ...]) -> Asked:
    """What is no day, view or person of ours is passed over."""
    view = said.get("view", WEEK)
    provider = number_in(said, "provider")
    return Asked(
        view=view if view in LENGTH else WEEK,
        on=day_in(said.get("on", ""), today=today),
        zone=zone,
        provider_id=provider if provider in provider_ids else provider_ids[0],
        team_id=number_in(said, "team"),
        staff_id=number_in(said, "staff"),
    )


def day_in(text: str, *, today: date) -> date:
    """A day of this century or the next: others have no calendar."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today
    return found if abs(found.year - today.year) <= 20 else today


def number_in(said: Mapping[str, str], name: str) -> int | None:
    text = said.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def midnight(on: date, *, zone: ZoneInfo) -> datetime:
    return instant_at(on, time(), zone=zone.key)
