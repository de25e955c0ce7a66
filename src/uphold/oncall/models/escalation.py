"""A step of escalation that was taken, with the row of the agreement that allowed it."""

from django.db import models

from uphold.people.models import Contact, Staff
from uphold.tickets.models import Ticket


class Escalation(models.Model):
    """Never changed. `step` and `contact` are those of the agreement's path; a row that only tells somebody has none.

    `key` names the occasion within its ticket, so that what comes by the clock comes once. `trigger`: customer asks,
    target missed, time since.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="escalations")
    key = models.CharField(max_length=200)
    trigger = models.CharField(max_length=20)
    metric = models.CharField(max_length=40, blank=True, default="")
    step = models.PositiveSmallIntegerField(null=True)
    contact = models.CharField(max_length=120, blank=True, default="")
    notify = models.CharField(max_length=200, blank=True, default="")
    is_used_up = models.BooleanField(default=False)
    reason = models.TextField(blank=True, default="")
    asked_by_staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="asked_escalations"
    )
    asked_by_contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, related_name="asked_escalations"
    )
    document = models.CharField(max_length=80, blank=True, default="")
    clause = models.TextField(blank=True, default="")
    anchor = models.CharField(max_length=80, blank=True, default="")
    row = models.TextField(blank=True, default="")
    line = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "key"], name="escalation_once"),
            models.CheckConstraint(
                condition=models.Q(step__isnull=True, contact="")
                | models.Q(step__gte=1) & ~models.Q(contact=""),
                name="escalation_step_has_its_contact",
            ),
            models.CheckConstraint(
                condition=~models.Q(trigger="customer asks") | ~models.Q(reason=""),
                name="escalation_asked_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["ticket", "at", "id"], name="escalation_of_ticket")]
