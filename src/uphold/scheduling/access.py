"""The only door to appointments: strangers are told that nothing is there, members that they may not."""

from django.db.models import Q, QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.scheduling.models import Absence, Appointment, CalendarFeed, Window


def visible_to(actor: Actor) -> QuerySet[Appointment]:
    """Staff: those of the providers whose appointments they may read; contacts: those of their organisation."""
    if actor.is_system:
        return Appointment.objects.all()
    if actor.is_staff:
        return Appointment.objects.filter(provider_id__in=actor.provider_ids_for(Permission.APPOINTMENT_READ))
    if actor.organisation_id is None or not actor.may(Permission.APPOINTMENT_READ):
        return Appointment.objects.none()
    return Appointment.objects.filter(ticket__organisation_id=actor.organisation_id)


def get_appointment(
    actor: Actor, appointment_id: int, *, need: Permission = Permission.APPOINTMENT_READ
) -> Appointment:
    found = visible_to(actor).select_related(
        "provider", "staff", "team", "contact", "ticket__organisation", "ticket__version__agreement"
    )
    appointment = found.defer("ticket__search", "ticket__version__text").filter(pk=appointment_id).first()
    if appointment is None:
        raise NotThere("appointment")
    if not actor.may(need, provider_id=appointment.provider_id):
        raise NotAllowed(need)
    return appointment


def visible_windows(actor: Actor) -> QuerySet[Window]:
    """Windows that still open, of the providers whose calendars one reads; customers see slots alone."""
    rows = Window.objects.filter(ended_at=None).select_related("team", "staff")
    return rows.filter(provider_id__in=staff_providers(actor))


def get_window(actor: Actor, window_id: int) -> Window:
    window = visible_windows(actor).filter(pk=window_id).first()
    if window is None:
        raise NotThere("window")
    if not actor.may(Permission.SCHEDULE_MANAGE, provider_id=window.provider_id):
        raise NotAllowed(Permission.SCHEDULE_MANAGE)
    return window


def visible_absences(actor: Actor) -> QuerySet[Absence]:
    """Of those who share a provider with the reader."""
    rows = Absence.objects.filter(withdrawn_at=None).select_related("staff")
    return rows.filter(staff__grants__provider_id__in=staff_providers(actor)).distinct()


def get_absence(actor: Actor, absence_id: int) -> Absence:
    absence = visible_absences(actor).filter(pk=absence_id).first()
    if absence is None:
        raise NotThere("absence")
    return absence


def visible_feeds(actor: Actor) -> QuerySet[CalendarFeed]:
    """One's own, and for those who keep the schedule all of their providers."""
    rows = CalendarFeed.objects.filter(revoked_at=None).select_related("staff", "team", "provider", "made_by")
    managed = actor.provider_ids_for(Permission.SCHEDULE_MANAGE) if actor.is_staff else ()
    own = Q(made_by_id=actor.id) if actor.is_staff else Q(pk=None)
    return rows.filter(own | Q(provider_id__in=managed))


def get_feed(actor: Actor, feed_id: int) -> CalendarFeed:
    feed = visible_feeds(actor).filter(pk=feed_id).first()
    if feed is None:
        raise NotThere("feed")
    return feed


def staff_providers(actor: Actor) -> tuple[int, ...]:
    return actor.provider_ids_for(Permission.APPOINTMENT_READ) if actor.is_staff else ()
