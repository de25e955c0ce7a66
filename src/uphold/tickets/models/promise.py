"""Promises: what the agreement says is due and when, stored to be indexed; and the alarms raised about them."""

from django.db import models

from uphold.tickets.models.ticket import Ticket


class Promise(models.Model):
    """One target and its clock, as last derived from the journal. `ribbon` holds the stretches that counted.

    `priority` is the one that the promise was made for, empty where it depends on none. Unlogged is a promise of which
    an imported log cannot tell whether it was kept. `alarm_at` is the next instant at which the sweep has something to
    do; None when it has nothing.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        MET = "met"
        MISSED = "missed"
        PAUSED = "paused"
        ENDED = "ended"
        SUPERSEDED = "superseded"
        NONE = "none"
        UNLOGGED = "unlogged"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="promises")
    metric = models.CharField(max_length=40)
    cycle = models.PositiveIntegerField()
    priority = models.CharField(max_length=40, blank=True, default="")
    state = models.CharField(max_length=12, choices=State.choices)
    within = models.CharField(max_length=120, blank=True, default="")
    within_seconds = models.BigIntegerField(null=True)
    clock = models.CharField(max_length=80, blank=True, default="")
    commitment = models.CharField(max_length=40, blank=True, default="")
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)
    used_seconds = models.BigIntegerField(default=0)
    alarm_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=16)
    document = models.CharField(max_length=80, blank=True, default="")
    clause = models.TextField(blank=True, default="")
    anchor = models.CharField(max_length=80, blank=True, default="")
    row = models.TextField(blank=True, default="")
    line = models.PositiveIntegerField(null=True)
    ribbon = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "metric", "cycle"], name="promise_once"),
            models.CheckConstraint(condition=models.Q(used_seconds__gte=0), name="promise_uses_time_forward"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="running"), name="promise_due"),
            models.Index(
                fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="promise_alarm"
            ),
        ]


class Alarm(models.Model):
    """A warning or a breach that was recorded: the constraint makes it happen once."""

    class Kind(models.TextChoices):
        WARNING = "warning"
        BREACH = "breach"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="alarms")
    metric = models.CharField(max_length=40)
    cycle = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "metric", "cycle", "kind"], name="alarm_once"),
        ]
        indexes = [models.Index(fields=["kind", "at"], name="alarm_at")]
