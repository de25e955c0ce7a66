"""The ledger: entries whose postings sum to zero. Nothing in it is changed; a mistake is reversed."""

from django.db import models

from uphold.agreements.models import Version
from uphold.credits.models.account import CreditAccount
from uphold.credits.models.lot import Lot


class Movement(models.TextChoices):
    """Why credits moved; the first six are those of policy."""

    OPENING = "opening"
    HOLD = "hold"
    SETTLEMENT = "settlement"
    RELEASE = "release"
    DRAW = "draw"
    REFUND = "refund"
    REVERSAL = "reversal"
    EXPIRY = "expiry"
    REVIVAL = "revival"
    ROLLOVER = "rollover"
    REPAYMENT = "repayment"


class Place(models.TextChoices):
    """Where credits are: in a lot, set aside from it, taken by work, owed, expired, or outside."""

    LOT = "lot"
    HELD = "held"
    WORK = "work"
    OWED = "owed"
    EXPIRED = "expired"
    ISSUED = "issued"


class LedgerEntry(models.Model):
    """`at` is the date of the work; `reference` the number of the ticket or order it is for; customers read `reason`.

    The cited row is the one that took or gave back; empty where a person decided. `key` lets a movement happen once.
    """

    account = models.ForeignKey(CreditAccount, on_delete=models.PROTECT, related_name="entries")
    movement = models.CharField(max_length=12, choices=Movement.choices)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    key = models.CharField(max_length=340, unique=True)
    reference = models.CharField(max_length=40, blank=True, default="")
    problem = models.CharField(max_length=40, blank=True, default="")
    reason = models.CharField(max_length=300)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="ledger_entries")
    document = models.CharField(max_length=120, blank=True, default="")
    clause = models.CharField(max_length=200, blank=True, default="")
    anchor = models.CharField(max_length=120, blank=True, default="")
    row = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(movement__in=Movement.values), name="ledger_movement_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="ledger_entry_has_a_reason"),
        ]
        indexes = [
            models.Index(fields=["account", "-at", "-id"], name="ledger_statement"),
            models.Index(fields=["account", "reference", "id"], name="ledger_reference"),
            models.Index(fields=["account"], condition=models.Q(movement="rollover"), name="ledger_rollover"),
        ]


class Posting(models.Model):
    """Credits that a place gained, or lost when negative. `lot` says whose they are, but for a debt."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="postings")
    place = models.CharField(max_length=8, choices=Place.choices)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="postings")
    credits = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(place__in=Place.values), name="posting_place_is_known"),
            models.CheckConstraint(condition=~models.Q(credits=0), name="posting_moves_something"),
            models.CheckConstraint(
                condition=~models.Q(place__in=["lot", "held"]) | models.Q(lot__isnull=False),
                name="posting_names_its_lot",
            ),
        ]
        indexes = [models.Index(fields=["lot", "place"], name="posting_of_lot")]
