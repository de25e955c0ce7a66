"""Letters about appointments, in words: when, with whom, what it costs and by which clause, what is still needed."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_time
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from uphold.journal.models import Entry
from uphold.scheduling.models import Appointment, Change

LOCALE = "en_GB"
SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "appointment.asked": gettext_noop("Your appointment on {when} is noted, and not confirmed yet"),
        "appointment.priced": gettext_noop("Your appointment on {when} has a price; we need your yes"),
        "appointment.confirmed": gettext_noop("The appointment on {when} is confirmed"),
        "appointment.moved": gettext_noop("The appointment is moved to {when}, and not confirmed yet"),
        "appointment.cancelled": gettext_noop("The appointment on {when} does not take place"),
        "appointment.missed": gettext_noop("The appointment on {when} was missed"),
        "day": gettext_noop("A reminder: the appointment on {when}"),
        "hour": gettext_noop("In an hour: the appointment on {when}"),
    }
)


def subject_to(entry: Entry, appointment: Appointment) -> str:
    template = SUBJECTS[entry.detail.get("before") or entry.kind]
    return _(template).format(when=when_words(appointment))


def body_to(entry: Entry, appointment: Appointment, *, link: str, is_staff: bool) -> str:
    parts = [
        subject_to(entry, appointment) + ".",
        *facts_of(appointment, is_staff=is_staff),
        *needs_of(entry, appointment),
        *reasons_of(entry, appointment),
        _("Everything about it, and how to change it: {link}").format(link=link),
        appointment.provider.name,
    ]
    return "\n\n".join(parts)


def facts_of(appointment: Appointment, *, is_staff: bool) -> Iterator[str]:
    if is_staff:
        yield f"{appointment.ticket.organisation.name}: {appointment.ticket.subject}"
    else:
        yield _("{subject}, with {name}").format(
            subject=appointment.ticket.subject, name=appointment.staff.name
        )
    if appointment.price:
        yield _("Its price, as agreed in clause {clause}: {subject}, {price}.").format(
            clause=appointment.clause, subject=appointment.subject, price=appointment.price
        )


def needs_of(entry: Entry, appointment: Appointment) -> Iterator[str]:
    """What is still missing before it is confirmed."""
    if entry.kind not in {"appointment.asked", "appointment.priced", "appointment.moved"}:
        return
    if appointment.is_price_open:
        yield _("We will name its price, and ask for your consent, before it is confirmed.")
    elif appointment.needs_consent and appointment.consented_at is None:
        yield _("Please agree to the price on the page below; it is confirmed then.")
    missing = [item.name for item in appointment.readiness.order_by("position") if item.is_open]
    if missing:
        yield _("Please attest, on the page below, that this is ready: {names}.").format(
            names=", ".join(missing)
        )


def reasons_of(entry: Entry, appointment: Appointment) -> Iterator[str]:
    """Why it was moved, called off or missed."""
    if entry.kind in {"appointment.moved", "appointment.cancelled", "appointment.missed"} or (
        entry.kind == "appointment.confirmed" and appointment.sequence
    ):
        change = Change.objects.filter(appointment=appointment).order_by("pk").last()
        if change is not None:
            yield change.reason


def former_words(change: Change, appointment: Appointment) -> str:
    """To whoever was to come before."""
    zone = ZoneInfo(appointment.ticket.version.timezone)
    when = span_words(change.starts_at, change.ends_at, zone=zone)
    return _("The appointment on {when} is not yours any more").format(when=when)


def when_words(appointment: Appointment) -> str:
    zone = ZoneInfo(appointment.ticket.version.timezone)
    return span_words(appointment.starts_at, appointment.ends_at, zone=zone)


def span_words(starts_at: datetime, ends_at: datetime, *, zone: ZoneInfo) -> str:
    """On the clock of the agreement, which is named: "Monday, 21 September 2026, 09:00 to 11:00 (America/New_York)"."""
    day = format_datetime(starts_at.astimezone(zone), "EEEE, d MMMM y, HH:mm", tzinfo=zone, locale=LOCALE)
    until = format_time(ends_at.astimezone(zone), "HH:mm", tzinfo=zone, locale=LOCALE)
    return _("{day} to {until} ({zone})").format(day=day, until=until, zone=zone.key)
