"""Letters about planned work, in words: what, when, what it touches, and by which clause."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_time
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from uphold.journal.models import Entry
from uphold.maintenance.models import Affected, PlannedWork

LOCALE = "en_GB"
SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "maintenance.announced": gettext_noop("{change} on {when}: {title}"),
        "maintenance.reminded": gettext_noop("A reminder: {change} on {when}: {title}"),
        "maintenance.begun": gettext_noop("{change} has begun: {title}"),
        "maintenance.extended": gettext_noop("{change} takes longer, {when}: {title}"),
        "maintenance.ended": gettext_noop("{change} has ended: {title}"),
        "maintenance.moved": gettext_noop("{change} is moved to {when}: {title}"),
        "maintenance.called_off": gettext_noop("{change} on {when} does not take place: {title}"),
    }
)
WITH_REASON = frozenset({"maintenance.extended", "maintenance.moved", "maintenance.called_off"})


def subject_of(entry: Entry, work: PlannedWork) -> str:
    """With the window that the news told of."""
    told = (datetime.fromisoformat(entry.detail[name]) for name in ("starts", "ends"))
    when = window_words(*told, zone=ZoneInfo(work.zone))
    return _(SUBJECTS[entry.kind]).format(change=work.change, when=when, title=work.title)


def body_of(entry: Entry, work: PlannedWork, affected: Affected, *, link: str) -> str:
    parts = [
        subject_of(entry, work) + ".",
        *reason_of(entry, work),
        *([work.words] if work.words else []),
        touched_words(work),
        notice_words(affected),
        _("How it stands: {link}").format(link=link),
        work.provider.name,
    ]
    return "\n\n".join(parts)


def reason_of(entry: Entry, work: PlannedWork) -> Iterator[str]:
    if entry.kind in WITH_REASON:
        change = work.changes.filter(sequence=entry.detail["sequence"]).first()
        if change is not None:
            yield change.reason


def touched_words(work: PlannedWork) -> str:
    names = [product.name for product in work.products.order_by("name")]
    return _("What it touches: {names}.").format(names=", ".join(names) or _("the whole site"))


def notice_words(affected: Affected) -> str:
    """By which row they are told, and how early the agreement has it."""
    if affected.version is None:
        return _("No agreement between us says how early this is announced.")
    if not affected.lead:
        return _("Our agreement does not say how early this is announced (clause {clause}).").format(
            clause=affected.anchor or "-"
        )
    if affected.is_short:
        return _(
            "Our agreement asks for {lead} of notice (clause {clause}); this comes later than that."
        ).format(lead=affected.lead, clause=affected.anchor)
    return _("Announced {lead} ahead, as our agreement asks (clause {clause}).").format(
        lead=affected.lead, clause=affected.anchor
    )


def window_words(starts_at: datetime, ends_at: datetime, *, zone: ZoneInfo) -> str:
    """On the clock that is named: "Saturday, 20 June 2026, 23:00 to 23:45 (America/New_York)"."""
    day = format_datetime(starts_at.astimezone(zone), "EEEE, d MMMM y, HH:mm", tzinfo=zone, locale=LOCALE)
    is_same_day = starts_at.astimezone(zone).date() == ends_at.astimezone(zone).date()
    until = (
        format_time(ends_at.astimezone(zone), "HH:mm", tzinfo=zone, locale=LOCALE)
        if is_same_day
        else format_datetime(ends_at.astimezone(zone), "EEEE, d MMMM, HH:mm", tzinfo=zone, locale=LOCALE)
    )
    return _("{day} to {until} ({zone})").format(day=day, until=until, zone=zone.key)


def instant_words(at: datetime, *, zone: ZoneInfo) -> str:
    """On the clock that is named."""
    clock = format_datetime(at.astimezone(zone), "d MMMM y, HH:mm", tzinfo=zone, locale=LOCALE)
    return _("{clock} ({zone})").format(clock=clock, zone=zone.key)
