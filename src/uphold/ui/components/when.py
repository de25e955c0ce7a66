"""An instant that people read: relative words first, the clock on the wall on focus."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from uphold.ui import words


@dataclass(frozen=True, slots=True)
class When:
    """Words are made only when they are read: a list shows few of them."""

    at: datetime
    now: datetime
    zone: ZoneInfo
    agreement_zone: ZoneInfo | None = None

    @property
    def iso(self) -> str:
        return self.at.isoformat(timespec="seconds").replace("+00:00", "Z")

    @property
    def relative(self) -> str:
        return words.relative(self.at, self.now)

    @property
    def age(self) -> str:
        return words.span(words.elapsed(self.at, self.now))

    @property
    def instant(self) -> str:
        return words.instant(self.at, self.zone, now=self.now)

    @property
    def elsewhere(self) -> str:
        """Say the agreement's own clock, where it differs from the reader's."""
        here = self.at.astimezone(self.zone)
        there = self.at.astimezone(self.agreement_zone or self.zone)
        if self.agreement_zone is None or here.utcoffset() == there.utcoffset():
            return ""
        same_day = here.date() == there.date()
        clock = f"{there:%H:%M}" if same_day else words.instant(self.at, self.agreement_zone, now=self.now)
        return gettext("%(clock)s in %(place)s") % {"clock": clock, "place": words.place(self.agreement_zone)}

    @property
    def full(self) -> str:
        elsewhere = self.elsewhere
        return f"{self.instant} ({elsewhere})" if elsewhere else self.instant


def when(at: datetime, *, now: datetime, zone: ZoneInfo, agreement_zone: ZoneInfo | None = None) -> When:
    """Prepare an instant for a reader in `zone`; the agreement's own clock is added where it differs."""
    return When(at=at, now=now, zone=zone, agreement_zone=agreement_zone)
