"""Work entries: an interval that never changes, and the reversal that takes it back."""

from django.db import models

from uphold.people.models import Staff
from uphold.tickets.models import Ticket


class WorkEntry(models.Model):
    """A row with `reverses` takes the entry it names back; both stay."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="work_entries")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="work_entries")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversal")
    problem = models.CharField(max_length=40, blank=True, default="")
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
