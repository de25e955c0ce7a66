"""Work entries: an interval that never changes, and the reversal that takes it back."""

from django.db import models

from uphold.people.models import Staff
from uphold.tickets.models import Ticket


class Source(models.TextChoices):
    """How the interval came to be known."""

    MANUAL = "manual"
    TIMER = "timer"
    CALL = "call"


class WorkEntry(models.Model):
    """A row with `reverses` takes the entry it names back; both stay. `request` is the problem's own, if it has one."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="work_entries")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="work_entries")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversal")
    problem = models.CharField(max_length=40, blank=True, default="")
    request = models.CharField(max_length=80, blank=True, default="")
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.MANUAL)
    words = models.CharField(max_length=300, blank=True, default="")
    logged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__gt=models.F("started_at")), name="work_takes_time"
            ),
        ]
        indexes = [
            models.Index(fields=["ticket", "started_at", "id"], name="work_of_ticket"),
            models.Index(fields=["staff", "started_at"], name="work_of_staff"),
        ]


class Timer(models.Model):
    """The one timer of a person: running while the row exists, stopped by becoming an entry, or thrown away.

    `seen_at` is when the person last said that the work goes on.
    """

    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, related_name="timer")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="timers")
    problem = models.CharField(max_length=40, blank=True, default="")
    request = models.CharField(max_length=80, blank=True, default="")
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.TIMER)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
