"""What the contacts of affected customers are told of planned work, each once for each news, with a calendar file.

A letter's key names the work, the news and the person: whoever is killed meanwhile goes on, and nobody is told twice.
News that later ones have overtaken before it was told is passed over, because those tell what stands now.
"""

from collections.abc import Iterator
from datetime import datetime
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.journal.queries import entry as entry_of
from uphold.kit.calendar_file import CalendarEvent, Guest, Method, Standing, calendar_file, content_type
from uphold.mail.addresses import public_address
from uphold.mail.models import OutgoingMail
from uphold.mail.outbox import Enclosed, Letter, queue_mail
from uphold.maintenance.models import Affected, PlannedWork
from uphold.notices.maintenance_words import body_of, subject_of
from uphold.people.models import Contact

ANNOUNCED, REMINDED, BEGUN = "maintenance.announced", "maintenance.reminded", "maintenance.begun"
EXTENDED, ENDED = "maintenance.extended", "maintenance.ended"
MOVED, CALLED_OFF = "maintenance.moved", "maintenance.called_off"
TOLD_OF_WORK = frozenset({ANNOUNCED, REMINDED, BEGUN, EXTENDED, ENDED, MOVED, CALLED_OFF})
WITH_CALENDAR = frozenset({ANNOUNCED, EXTENDED, MOVED, CALLED_OFF})
OVERTAKING = frozenset({MOVED, CALLED_OFF})


def tell_of_work(entry_id: int, *, at: datetime) -> int:
    """How many letters were written."""
    entry = entry_of(entry_id)
    work = PlannedWork.objects.select_related("provider").get(pk=entry.about_id)
    if not work.is_announced or is_overtaken(entry, work):
        return 0
    return sum(queue_mail(letter, at=at) is not None for letter in letters(entry, work, at=at))


def is_overtaken(entry: Entry, work: PlannedWork) -> bool:
    """What was announced is told even when it is called off later; a reminder of another date is not."""
    if entry.kind not in {REMINDED, MOVED}:
        return False
    return entries_about(work).filter(pk__gt=entry.pk, kind__in=OVERTAKING).exists()


def letters(entry: Entry, work: PlannedWork, *, at: datetime) -> Iterator[Letter]:
    affected = {row.organisation_id: row for row in work.affected.select_related("version__agreement")}
    contacts = Contact.objects.filter(organisation_id__in=affected, is_active=True)
    for contact in contacts.order_by("organisation_id", "pk"):
        yield letter_to(contact, affected[contact.organisation_id], entry, work, at=at)


def letter_to(
    contact: Contact, affected: Affected, entry: Entry, work: PlannedWork, *, at: datetime
) -> Letter:
    link = f"{public_address()}/portal/status"
    return Letter(
        key=f"{key_of_work(work)}{entry.pk}:contact:{contact.pk}",
        to_address=contact.email,
        subject=subject_of(entry, work),
        body=body_of(entry, work, affected, link=link),
        provider=work.provider,
        enclosed=enclosed(contact, entry, work, at=at),
    )


def enclosed(contact: Contact, entry: Entry, work: PlannedWork, *, at: datetime) -> tuple[Enclosed, ...]:
    """The event, what replaces it, or its end."""
    if entry.kind not in WITH_CALENDAR:
        return ()
    method = Method.CANCEL if entry.kind == CALLED_OFF else Method.REQUEST
    event = event_of(work, guests=(Guest(contact.name, contact.email),), at=at)
    content = calendar_file([event], method=method)
    return (Enclosed(name="maintenance.ics", content_type=content_type(method), content=content),)


def event_of(work: PlannedWork, *, guests: tuple[Guest, ...] = (), at: datetime) -> CalendarEvent:
    is_off = work.state == PlannedWork.State.CALLED_OFF
    return CalendarEvent(
        uid=work.uid,
        sequence=work.sequence,
        standing=Standing.CANCELLED if is_off else Standing.CONFIRMED,
        summary=f"{work.provider.name}: {work.title}",
        description=work.words,
        starts_at=work.starts_at,
        ends_at=work.ends_at,
        zone=ZoneInfo(work.zone),
        stamped_at=at,
        organiser=Guest(work.provider.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        guests=guests,
    )


def key_of_work(work: PlannedWork) -> str:
    """How the keys of all letters about it begin."""
    return f"maintenance:{work.pk}:"


def deliveries_of(work: PlannedWork) -> QuerySet[OutgoingMail]:
    """The letters about it, in the order in which they were written, each with how far it has come."""
    return OutgoingMail.objects.filter(key__startswith=key_of_work(work)).order_by("pk")
