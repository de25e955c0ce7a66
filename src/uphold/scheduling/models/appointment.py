"""The appointment: time that is promised to a ticket, at which price, what must be ready, and what became of it."""

from django.db import models

from uphold.people.models import Contact, Provider, Staff, Team
from uphold.tickets.models import Ticket


class Appointment(models.Model):
    """`contact` is whom we meet and write to. `subject`, `price` and the cited row say what it costs.

    `price` is empty where it is free, and until it is named (`is_price_open`). `is_unfamiliar`: equipment or
    surroundings are new to the customer, as he said. `sequence` counts what invitations are told anew.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        AWAITING_READINESS = "awaiting readiness"
        CONFIRMED = "confirmed"
        DONE = "done"
        CANCELLED = "cancelled"
        NO_SHOW = "no show"

    AHEAD = (State.ASKED, State.AWAITING_READINESS, State.CONFIRMED)
    """Those that are still to come, and hold the engineer's time."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="appointments")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="appointments")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="appointments")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="appointments")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    is_unfamiliar = models.BooleanField(default=False)

    subject = models.CharField(max_length=200, blank=True, default="")
    price = models.CharField(max_length=120, blank=True, default="")
    is_price_open = models.BooleanField(default=False)
    needs_consent = models.BooleanField(default=False)
    consented_at = models.DateTimeField(null=True)
    document = models.CharField(max_length=120, blank=True, default="")
    clause = models.CharField(max_length=200, blank=True, default="")
    anchor = models.CharField(max_length=120, blank=True, default="")
    row = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveIntegerField(null=True)

    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    booked_by_kind = models.CharField(max_length=12)
    booked_by_id = models.BigIntegerField(null=True)
    booked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reminded_day_at = models.DateTimeField(null=True)
    reminded_hour_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="appointment_ends_later"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(confirmed_at__isnull=False),
                name="appointment_confirmed_at_fits",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["awaiting readiness", "confirmed"])
                | models.Q(needs_consent=False)
                | models.Q(consented_at__isnull=False),
                name="appointment_has_its_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["done", "cancelled", "no show"], ended_at__isnull=False)
                | models.Q(state__in=["asked", "awaiting readiness", "confirmed"], ended_at__isnull=True),
                name="appointment_ended_at_fits",
            ),
        ]
        indexes = [
            models.Index(fields=["ticket", "starts_at"], name="appointment_of_ticket"),
            models.Index(fields=["provider", "starts_at"], name="appointment_of_provider"),
            models.Index(fields=["staff", "starts_at", "ends_at"], name="appointment_of_staff"),
            models.Index(
                fields=["starts_at"],
                condition=models.Q(state__in=["asked", "awaiting readiness", "confirmed"]),
                name="appointment_ahead",
            ),
        ]

    @property
    def is_ahead(self) -> bool:
        return self.state in self.AHEAD


class Readiness(models.Model):
    """What must be ready before the appointment is confirmed: attested by somebody by name, or waived with a reason."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="readiness")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    meaning = models.CharField(max_length=400, blank=True, default="")
    anchor = models.CharField(max_length=120, blank=True, default="")
    line = models.PositiveIntegerField(null=True)
    attested_at = models.DateTimeField(null=True)
    attested_by_contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, related_name="attested_readiness"
    )
    attested_by_staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="attested_readiness"
    )
    waived_at = models.DateTimeField(null=True)
    waived_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="waived_readiness")
    waiver_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment", "position"], name="readiness_position_once"),
            models.UniqueConstraint(fields=["appointment", "name"], name="readiness_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="readiness_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(
                    attested_at__isnull=True,
                    attested_by_contact__isnull=True,
                    attested_by_staff__isnull=True,
                )
                | models.Q(
                    attested_at__isnull=False,
                    attested_by_contact__isnull=False,
                    attested_by_staff__isnull=True,
                )
                | models.Q(
                    attested_at__isnull=False,
                    attested_by_contact__isnull=True,
                    attested_by_staff__isnull=False,
                ),
                name="readiness_is_attested_by_one",
            ),
            models.CheckConstraint(
                condition=models.Q(waived_at__isnull=True, waived_by__isnull=True, waiver_reason="")
                | (models.Q(waived_at__isnull=False, waived_by__isnull=False) & ~models.Q(waiver_reason="")),
                name="readiness_is_waived_with_a_reason",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.attested_at is None and self.waived_at is None


class Change(models.Model):
    """An appointment was moved, called off or missed: from when to when, by whom, and why. Kept as it was written."""

    class What(models.TextChoices):
        MOVED = "moved"
        CANCELLED = "cancelled"
        NO_SHOW = "no show"

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=12, choices=What.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="appointment_changes")
    moved_to_at = models.DateTimeField(null=True)
    reason = models.TextField()
    missed_by = models.CharField(max_length=12, blank=True, default="")
    sequence = models.PositiveIntegerField()
    by_kind = models.CharField(max_length=12)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="change_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(what="moved", moved_to_at__isnull=False)
                | (~models.Q(what="moved") & models.Q(moved_to_at__isnull=True)),
                name="change_moved_to_fits",
            ),
        ]
        indexes = [models.Index(fields=["appointment", "at"], name="change_of_appointment")]
