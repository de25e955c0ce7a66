"""What work came to, once it is known: fixed, and never changed. What comes back later is a row of its own."""

from django.db import models

from uphold.agreements.models import Version
from uphold.metering.models.work import WorkEntry
from uphold.people.models import Organisation, Provider
from uphold.tickets.models import Ticket


class Settlement(models.Model):
    """An entry is rated for good: by these findings, and so far as credits paid for it.

    `paid` are the stretches that they paid for, as pairs of instants; None for all of it, and where it was settled
    before stretches were kept. `paid_until` is how far they would have lasted from the beginning on; None for all.
    """

    work = models.OneToOneField(WorkEntry, on_delete=models.PROTECT, related_name="settlement")
    facts = models.JSONField(default=dict)
    paid_until = models.DateTimeField(null=True)
    paid = models.JSONField(null=True)
    settled_at = models.DateTimeField()


class Charge(models.Model):
    """What one tariff came to over one unit (an entry, an event, a day, a ticket), or what was added to that since.

    Sums by (ticket, tariff, unit, problem) are what is owed in all; those of refunds stand apart under the row that
    brought them. Actual and accounted seconds stand side by side; credits are those that left lots, or came back when
    negative. The movements are in the ledger of credits, under the number of the ticket. `consent` is recorded or
    missing where the row needs one: without it the work costs nothing.
    """

    class Kind(models.TextChoices):
        WORK = "work"
        REVERSAL = "reversal"
        REFUND = "refund"
        WAIVER = "waiver"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="charges")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="charges")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    tariff = models.CharField(max_length=300)
    unit = models.CharField(max_length=60, blank=True, default="")
    problem = models.CharField(max_length=40, blank=True, default="")
    worked_on = models.DateField()
    settled_at = models.DateTimeField()
    actual_seconds = models.IntegerField(default=0)
    accounted_seconds = models.IntegerField(default=0)
    amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    currency = models.CharField(max_length=3)
    credits = models.IntegerField(default=0)
    price = models.CharField(max_length=120, blank=True, default="")
    consent = models.CharField(max_length=10, blank=True, default="")
    reason = models.CharField(max_length=300)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="charges")
    document = models.CharField(max_length=120, blank=True, default="")
    clause = models.CharField(max_length=200, blank=True, default="")
    anchor = models.CharField(max_length=120, blank=True, default="")
    row = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveIntegerField(null=True)
    key = models.CharField(max_length=160, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["work", "reversal", "refund", "waiver"]),
                name="charge_kind_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["ticket", "id"], name="charge_of_ticket"),
            models.Index(fields=["provider", "organisation", "id"], name="charge_to_invoice"),
            models.Index(fields=["provider", "settled_at"], name="charge_settled"),
        ]
