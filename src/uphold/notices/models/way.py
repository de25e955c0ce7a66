"""Ways to reach the staff beside their mail, with sealed addresses; and what went by them."""

from django.db import models

from uphold.oncall.models import Attempt
from uphold.people.models import Staff


class Way(models.Model):
    """`sealed` opens with the site's key alone; `nonce` makes the secret by which a webhook's posts are signed.

    `hint` is what may be shown: the kind of service, never what identifies an account there.
    """

    class Kind(models.TextChoices):
        MAIL = "mail"
        WEBHOOK = "webhook"
        APPRISE = "apprise"

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="ways")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=80)
    hint = models.CharField(max_length=80, blank=True, default="")
    sealed = models.TextField()
    nonce = models.CharField(max_length=32)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    tried_with = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "name"], condition=models.Q(is_active=True), name="way_name_once"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="way_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(is_active=True, retired_at__isnull=True)
                | models.Q(is_active=False, retired_at__isnull=False, sealed=""),
                name="way_retired_holds_no_secret",
            ),
        ]


class PageDelivery(models.Model):
    """A page by one way; without a way it is the mail that everybody has.

    It is claimed before it leaves: what was claimed and never told of is not sent again, because nobody knows whether
    it went out. The next attempt calls again.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        SENT = "sent"
        FAILED = "failed"
        LOST = "lost"

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="deliveries")
    way = models.ForeignKey(Way, on_delete=models.PROTECT, null=True, related_name="page_deliveries")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    answered_with = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "way"], nulls_distinct=False, name="page_delivery_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(state__in=["waiting", "claimed"]),
                name="page_delivery_waiting",
            ),
        ]
