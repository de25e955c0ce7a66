"""Duties under an agreement: whose turn it was, counted on the hours that its business units count on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uphold.policy.clocks.duties import Duty, Party, fold_duties
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import name_in
from uphold.policy.scenario.matter import matter_of
from uphold.policy.time.calendar import Calendar, compile_calendar
from uphold.policy.time.hours import AlwaysHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """`hours` is the name of the Hours that open seconds are counted on; None where the agreement names none."""

    stretches: Sequence[Duty]
    hours: str | None

    def seconds(self, party: Party) -> int:
        """Open seconds of a party in all."""
        return sum(duty.open_seconds for duty in self.stretches if duty.party is party)

    @property
    def current(self) -> Duty | None:
        """Whose turn it is now; None once the ticket is closed."""
        return self.stretches[-1] if self.stretches and self.stretches[-1].ends_at is None else None


def duties_of(agreement: Agreement, case: Case, *, since: datetime | None = None) -> Duties:
    """Whose turn it was up to the moment of the question, or the part of that from `since` on."""
    matter = matter_of(agreement, case=case)
    calendar: Calendar | None = matter.business_calendar
    stretches = fold_duties(
        matter.events,
        opened_at=case.opened_at,
        at=case.at,
        calendar=calendar or compile_calendar(AlwaysHours(zone=agreement.timezone)),
        since=since,
    )
    return Duties(stretches=stretches, hours=name_in(matter.setting("business hours")) if calendar else None)
