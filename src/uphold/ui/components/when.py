"""An instant that people read: relative words first, the clock on the wall on focus."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from uphold.ui import words


@dataclass(frozen=True, slots=True)
class When:
    iso: str
    relative: str
    instant: str
    age: str = ""
    elsewhere: str = ""

    @property
    def full(self) -> str:
        return f"{self.instant} ({self.elsewhere})" if self.elsewhere else self.instant


def when(at: datetime, *, now: datetime, zone: ZoneInfo, agreement_zone: ZoneInfo | None = None) -> When:
    """Prepare an instant for a reader in `zone`; the agreement's own clock is added where it differs."""
    return When(
        iso=at.isoformat(timespec="seconds"),
        relative=words.relative(at, now),
        age=words.span(words.elapsed(at, now)),
        instant=words.instant(at, zone, now=now),
        elsewhere=_elsewhere(at, zone, agreement_zone, now),
    )


def _elsewhere(at: datetime, zone: ZoneInfo, agreement_zone: ZoneInfo | None, now: datetime) -> str:
    if agreement_zone is None or at.astimezone(zone).utcoffset() == at.astimezone(agreement_zone).utcoffset():
        return ""
    same_day = at.astimezone(zone).date() == at.astimezone(agreement_zone).date()
    there = at.astimezone(agreement_zone)
    clock = there.strftime("%H:%M") if same_day else words.instant(at, agreement_zone, now=now)
    return gettext("%(clock)s in %(place)s") % {"clock": clock, "place": words.place(agreement_zone)}
