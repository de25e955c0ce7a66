"""The page: somebody is called about a ticket, again and again until he takes it or the next one is called."""

from django.db import models

from uphold.oncall.models.escalation import Escalation
from uphold.oncall.models.rota import Rota
from uphold.people.models import Staff
from uphold.tickets.models import Ticket


class Page(models.Model):
    """`key` names the reason, so that the same reason calls once. `step` is 0 for an urgent ticket outside hours.

    Called is who is on duty in `rota`, else `staff`, else `address`. `repage_at` is when to look again: the row is the
    truth, a job only wakes it.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        SILENT = "silent"
        OVER = "over"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="pages")
    key = models.CharField(max_length=80, unique=True)
    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, null=True, related_name="pages")
    step = models.PositiveSmallIntegerField()
    contact = models.CharField(max_length=120, blank=True, default="")
    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, null=True, related_name="pages")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="pages")
    address = models.EmailField(max_length=254, blank=True, default="")
    repage_minutes = models.PositiveSmallIntegerField()
    most_pages = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    opened_at = models.DateTimeField()
    repage_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="taken_pages")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", repage_at__isnull=False)
                | (~models.Q(state="waiting") & models.Q(repage_at__isnull=True)),
                name="page_waits_for_an_instant",
            ),
            models.CheckConstraint(
                condition=models.Q(state="taken", taken_at__isnull=False)
                | (~models.Q(state="taken") & models.Q(taken_at__isnull=True, taken_by__isnull=True)),
                name="page_taken_at_fits",
            ),
            models.CheckConstraint(
                condition=models.Q(rota__isnull=False)
                | models.Q(staff__isnull=False)
                | ~models.Q(address=""),
                name="page_calls_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["repage_at"], condition=models.Q(state="waiting"), name="page_to_look_at"),
            models.Index(fields=["ticket", "opened_at", "id"], name="page_of_ticket"),
        ]


class Attempt(models.Model):
    """One call: to whom, with a link of its own. Only the hash of its token is stored, and a nonce no use alone."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="page_attempts")
    address = models.EmailField(max_length=254, blank=True, default="")
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="attempt_once"),
            models.CheckConstraint(
                condition=models.Q(staff__isnull=False) ^ ~models.Q(address=""),
                name="attempt_calls_one",
            ),
        ]
