"""What people are told of appointments: the customer's contact and the engineer by mail, the desk in its notices.

An invitation encloses a calendar file; what comes later has the same UID and a higher SEQUENCE, so it replaces what was
sent. A letter's key names the entry and the person: whoever is killed meanwhile goes on, and nobody is told twice. An
entry that a later one has overtaken is passed over, because that one tells what stands now.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings

from uphold.access import ActorKind
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.journal.queries import entry as entry_of
from uphold.kit.calendar_file import Guest, Method, Standing, calendar_file, content_type
from uphold.kit.transaction import atomic
from uphold.mail.addresses import public_address
from uphold.mail.outbox import Enclosed, Letter, queue_mail
from uphold.notices.appointment_words import body_to, former_words, subject_to
from uphold.notices.models import Notification
from uphold.people.models import Contact, Staff
from uphold.scheduling.calendar import event_of
from uphold.scheduling.models import Appointment, Change

ASKED, PRICED, CONFIRMED = "appointment.asked", "appointment.priced", "appointment.confirmed"
MOVED, CANCELLED, MISSED = "appointment.moved", "appointment.cancelled", "appointment.missed"
REMINDED = "appointment.reminded"
TOLD_OF_APPOINTMENTS = frozenset({ASKED, PRICED, CONFIRMED, MOVED, CANCELLED, MISSED, REMINDED})
TO_CONTACT = TOLD_OF_APPOINTMENTS
TO_ENGINEER = frozenset({CONFIRMED, MOVED, CANCELLED, REMINDED})
IN_THE_DESK = frozenset({ASKED, CONFIRMED, MOVED, CANCELLED})
WITH_CALENDAR = frozenset({CONFIRMED, MOVED, CANCELLED})


@dataclass(frozen=True, slots=True)
class News:
    """An entry, and the appointment as it stands now."""

    entry: Entry
    appointment: Appointment
    was_confirmed: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a letter, and where he finds what it speaks of."""

    key: str
    name: str
    address: str
    link: str
    is_staff: bool


@atomic
def tell_of_appointment(entry_id: int, *, at: datetime) -> int:
    """How many letters were written."""
    entry = entry_of(entry_id)
    rows = Appointment.objects.select_related(
        "provider", "staff", "contact", "ticket__organisation", "ticket__version", "ticket__assignee"
    ).defer("ticket__search", "ticket__version__text")
    appointment = rows.get(pk=entry.detail["appointment"])
    if appointment.ticket.is_history or is_overtaken(entry, appointment):
        return 0
    confirmed = entries_about(appointment.ticket).filter(kind=CONFIRMED, pk__lte=entry.pk)
    was_confirmed = any(each.detail["appointment"] == appointment.pk for each in confirmed)
    news = News(entry, appointment, was_confirmed)
    notify(news)
    return sum(queue_mail(letter, at=at) is not None for letter in letters(news, at=at))


def is_overtaken(entry: Entry, appointment: Appointment) -> bool:
    """Whether a later entry tells of it: what was asked for and confirmed at once is told once, as confirmed."""
    later = entries_about(appointment.ticket).filter(
        pk__gt=entry.pk, kind__in=TOLD_OF_APPOINTMENTS - {REMINDED}
    )
    return any(
        each.detail["appointment"] == appointment.pk and is_news_of_the_same(entry, each) for each in later
    )


def is_news_of_the_same(entry: Entry, later: Entry) -> bool:
    """Whatever follows in the same moment says it all; what stood no more when the letter is written says nothing."""
    return later.at == entry.at or later.kind in {MOVED, CANCELLED, MISSED}


def notify(news: News) -> None:
    """Those at the desk whom it concerns, unless they did it themselves."""
    entry, appointment = news.entry, news.appointment
    if entry.kind not in IN_THE_DESK:
        return
    concerned = {
        each.pk: each for each in (appointment.staff, appointment.ticket.assignee) if each is not None
    }
    Notification.objects.bulk_create(
        [
            Notification(
                staff=staff, ticket=appointment.ticket, entry_id=entry.pk, kind=entry.kind, at=entry.at
            )
            for staff in concerned.values()
            if staff.is_active and not is_own(entry, ActorKind.STAFF, staff.pk)
        ],
        ignore_conflicts=True,
    )


def letters(news: News, *, at: datetime) -> Iterator[Letter]:
    entry, appointment = news.entry, news.appointment
    contact = appointment.contact
    is_answer = entry.kind in {ASKED, MISSED} and contact and is_own(entry, ActorKind.CONTACT, contact.pk)
    if contact is not None and contact.is_active and not is_answer:
        yield letter_to(contact_reader(contact, appointment), news, at=at)
    if entry.kind in TO_ENGINEER and appointment.staff.is_active:
        yield letter_to(staff_reader(appointment.staff, appointment), news, at=at)
    handed = handed_over(news)
    if handed is not None and handed.staff.is_active:
        yield letter_to_former(handed, news, at=at)


def handed_over(news: News) -> Change | None:
    """The move of this moment by which another engineer comes now, if the former one was invited."""
    entry, appointment = news.entry, news.appointment
    if entry.kind not in {MOVED, CONFIRMED} or not appointment.sequence:
        return None
    moves = appointment.changes.filter(what=Change.What.MOVED, at=entry.at).exclude(
        staff=appointment.staff_id
    )
    change = moves.select_related("staff").order_by("pk").last()
    confirmed = entries_about(appointment.ticket).filter(kind=CONFIRMED, at__lt=entry.at)
    was_invited = any(each.detail["appointment"] == appointment.pk for each in confirmed)
    return change if was_invited else None


def letter_to_former(change: Change, news: News, *, at: datetime) -> Letter:
    """Whoever came before: it leaves his calendar."""
    reader = staff_reader(change.staff, news.appointment)
    event = event_of(
        news.appointment,
        address=reader.link,
        organiser=organiser_of(news.appointment),
        guests=(Guest(reader.name, reader.address),),
        at=at,
    )
    gone = replace(event, standing=Standing.CANCELLED, starts_at=change.starts_at, ends_at=change.ends_at)
    file = Enclosed(
        name="appointment.ics",
        content_type=content_type(Method.CANCEL),
        content=calendar_file([gone], method=Method.CANCEL),
    )
    return Letter(
        key=f"{news.entry.kind}:{news.entry.pk}:{reader.key}:former",
        to_address=reader.address,
        subject=f"[{news.appointment.ticket.number}] {former_words(change, news.appointment)}",
        body="\n\n".join([former_words(change, news.appointment) + ".", change.reason, reader.link]),
        provider=news.appointment.provider,
        ticket=news.appointment.ticket,
        enclosed=(file,),
    )


def letter_to(reader: Reader, news: News, *, at: datetime) -> Letter:
    entry, appointment = news.entry, news.appointment
    return Letter(
        key=f"{entry.kind}:{entry.pk}:{reader.key}",
        to_address=reader.address,
        subject=f"[{appointment.ticket.number}] {subject_to(entry, appointment)}",
        body=body_to(entry, appointment, link=reader.link, is_staff=reader.is_staff),
        provider=appointment.provider,
        ticket=appointment.ticket,
        enclosed=enclosed(reader, news, at=at),
    )


def enclosed(reader: Reader, news: News, *, at: datetime) -> tuple[Enclosed, ...]:
    """The invitation, its update, or its end; nothing before the first one."""
    if news.entry.kind not in WITH_CALENDAR or not news.was_confirmed:
        return ()
    is_end = news.entry.kind == CANCELLED
    method = Method.CANCEL if is_end else Method.REQUEST
    event = event_of(
        news.appointment,
        address=reader.link,
        organiser=organiser_of(news.appointment),
        guests=(Guest(reader.name, reader.address),),
        at=at,
    )
    content = calendar_file([event], method=method)
    return (Enclosed(name="appointment.ics", content_type=content_type(method), content=content),)


def organiser_of(appointment: Appointment) -> Guest:
    """The provider, at the address that its letters come from."""
    return Guest(appointment.provider.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def contact_reader(contact: Contact, appointment: Appointment) -> Reader:
    link = f"{public_address()}/portal/tickets/{appointment.ticket.number}/appointments"
    return Reader(f"contact:{contact.pk}", contact.name, contact.email, link, is_staff=False)


def staff_reader(staff: Staff, appointment: Appointment) -> Reader:
    link = f"{public_address()}/desk/tickets/{appointment.ticket.number}/appointments"
    return Reader(f"staff:{staff.pk}", staff.name, staff.email, link, is_staff=True)


def is_own(entry: Entry, kind: ActorKind, key: int) -> bool:
    return entry.by_kind == kind.value and entry.by_id == key
