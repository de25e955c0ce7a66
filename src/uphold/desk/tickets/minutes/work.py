"""The work log: each stretch as it was worked, what became of it, and the ways to correct it."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.tickets.sheet import Sheet
from uphold.metering.bridge import paid_of
from uphold.metering.models import Settlement, Source, WorkEntry
from uphold.ui import words

ICONS = {Source.CALL.value: "phone", Source.TIMER.value: "hourglass", Source.MANUAL.value: "clock"}


@dataclass(frozen=True, slots=True)
class Worked:
    """One entry of the work log, in words. `is_open`: its charge waits for something."""

    who: str
    when: str
    length: str
    icon: str
    source: str
    words: str
    about: str
    state: str
    is_open: bool
    correction_href: str
    reversal_href: str


def work_rows(sheet: Sheet) -> list[Worked]:
    """In the order in which it was done; what was taken back stands in the timeline alone."""
    may_log = sheet.may(Permission.WORK_LOG)
    return [worked_of(entry, place, sheet=sheet, may_log=may_log) for place, entry in enumerate(sheet.work)]


def worked_of(entry: WorkEntry, place: int, *, sheet: Sheet, may_log: bool) -> Worked:
    zone = sheet.reader.zone_beside(sheet.zone)
    begins, ends = entry.started_at.astimezone(zone), entry.ended_at.astimezone(zone)
    settled: Settlement | None = getattr(entry, "settlement", None)
    address = [sheet.ticket.number, entry.pk]
    return Worked(
        who=entry.staff.name,
        when=f"{words.instant(begins, zone, now=sheet.reader.now)}-{ends:%H:%M}",
        length=words.span(entry.ended_at - entry.started_at),
        icon=ICONS[entry.source],
        source=Source(entry.source).label,
        words=entry.words,
        about=", ".join(part for part in (entry.problem, entry.request) if part),
        state=state_of(settled, place, sheet=sheet),
        is_open=settled is None,
        correction_href=reverse("desk:ticket-work-correction", args=address) if may_log else "",
        reversal_href=reverse("desk:ticket-work-reversal", args=address) if may_log else "",
    )


def state_of(settled: Settlement | None, place: int, *, sheet: Sheet) -> str:
    if settled is not None and settled.paid_until is not None:
        return paid_words(settled, sheet=sheet)
    if settled is not None:
        return gettext("settled")
    awaited = dict.fromkeys(
        name for part in sheet.metered.parts if part.work == place for name in part.open_on
    )
    return waiting_words(list(awaited))


def paid_words(settled: Settlement, *, sheet: Sheet) -> str:
    """When credits ended; where more came in the middle of the work, the stretches that they paid for."""
    zone, since = sheet.reader.zone_beside(sheet.zone), settled.work.started_at
    paid = paid_of(settled, since=since) or ()
    if not paid:
        return gettext("settled; there were no credits")
    if len(paid) == 1 and paid[0].starts_at == since:
        return gettext("settled; credits ended at %(clock)s") % {
            "clock": f"{paid[0].ends_at.astimezone(zone):%H:%M}"
        }
    stretches = (
        f"{each.starts_at.astimezone(zone):%H:%M}-{each.ends_at.astimezone(zone):%H:%M}" for each in paid
    )
    return gettext("settled; credits paid %(stretches)s") % {"stretches": ", ".join(stretches)}


def waiting_words(names: list[str]) -> str:
    if not names:
        return gettext("not settled yet")
    return gettext("waits for the %(facts)s") % {"facts": gettext(" and the ").join(names)}


def length_of(seconds: int) -> str:
    return words.span(timedelta(seconds=seconds)) if seconds else gettext("none")
