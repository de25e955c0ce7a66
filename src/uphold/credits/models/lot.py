"""The lot: credits that came in together, where from, and until when they count."""

from django.db import models

from uphold.agreements.models import Contract
from uphold.credits.models.account import CreditAccount


class Source(models.TextChoices):
    PURCHASED = "purchased"
    INCLUDED = "included"
    GOODWILL = "goodwill"


class Lot(models.Model):
    """`remaining_credits` and `held_credits` repeat the postings, kept by a trigger; `key` lets a grant happen once.

    `covered_unit` is the serial number or deployment that the credits are for; empty where they are for everything.
    `expires_at` is the first instant at which they no longer count; what is left then moves into the lot of the key
    `rolls_over_to`, where one is named.
    """

    account = models.ForeignKey(CreditAccount, on_delete=models.PROTECT, related_name="lots")
    source = models.CharField(max_length=10, choices=Source.choices)
    name = models.CharField(max_length=120)
    granted_credits = models.PositiveIntegerField()
    remaining_credits = models.PositiveIntegerField(default=0)
    held_credits = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    covered_unit = models.CharField(max_length=80, blank=True, default="")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, null=True, related_name="credit_lots")
    rolls_over_to = models.CharField(max_length=300, blank=True, default="")
    key = models.CharField(max_length=300, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(source__in=Source.values), name="lot_source_is_known"),
            models.CheckConstraint(
                condition=models.Q(expires_at=None) | models.Q(expires_at__gt=models.F("opened_at")),
                name="lot_expires_after_it_opens",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "expires_at", "opened_at"], name="lot_draw_order"),
            models.Index(
                fields=["expires_at"], condition=models.Q(remaining_credits__gt=0), name="lot_to_expire"
            ),
        ]
