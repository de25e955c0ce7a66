"""Endpoints of other programs, and what was or will be delivered to them."""

from django.db import models

from uphold.people.models import Provider


class Endpoint(models.Model):
    """`nonce` makes the signing secret together with the site's key; the secret itself is stored nowhere."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="endpoints")
    address = models.URLField(max_length=500)
    nonce = models.CharField(max_length=32)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "address"], condition=models.Q(is_active=True), name="endpoint_once"
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=True, retired_at__isnull=True)
                | models.Q(is_active=False, retired_at__isnull=False),
                name="endpoint_retired_at_fits",
            ),
        ]


class Delivery(models.Model):
    """One message to one endpoint: queued with the change, repeated until it was taken or given up.

    `key` is the message's id, the same at each try, so that the endpoint can tell what it has seen.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DELIVERED = "delivered"
        GIVEN_UP = "given up"

    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="deliveries")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField()
    answered_with = models.CharField(max_length=200, blank=True, default="")
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["endpoint", "key"], name="delivery_once")]
        indexes = [
            models.Index(fields=["endpoint", "-queued_at", "-id"], name="delivery_recent"),
            models.Index(fields=["next_at"], condition=models.Q(state="waiting"), name="delivery_waiting"),
        ]
