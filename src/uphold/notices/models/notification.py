"""The notification: one entry of the journal that one member of the staff should see."""

from django.db import models

from uphold.people.models import Staff
from uphold.tickets.models import Ticket


class Notification(models.Model):
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="notifications")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="notifications")
    entry_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "entry_id"], name="notification_once")]
        indexes = [
            models.Index(
                fields=["staff", "-at"], condition=models.Q(read_at__isnull=True), name="notification_unread"
            ),
        ]
