"""What is owed, what was promised, what is suspended, and who was warned."""

from django.db import models

from uphold.agreements.models import Version
from uphold.people.models import Contact, Organisation, Provider, Staff


class Receivable(models.Model):
    """An amount that was invoiced and is not paid, as billing reports it; what is disputed is not overdue.

    `settled_at` is the instant since which nothing undisputed is open.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="receivables")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="receivables")
    number = models.CharField(max_length=40)
    due_on = models.DateField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    open_amount = models.DecimalField(max_digits=14, decimal_places=2)
    disputed_amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="receivable_once"),
            models.CheckConstraint(
                condition=models.Q(open_amount__gte=0, disputed_amount__gte=0)
                & models.Q(disputed_amount__lte=models.F("open_amount"))
                & models.Q(open_amount__lte=models.F("amount")),
                name="receivable_amounts_fit",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, open_amount__gt=models.F("disputed_amount"))
                | models.Q(settled_at__isnull=False, open_amount=models.F("disputed_amount")),
                name="receivable_settled_at_fits",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "provider", "due_on"], name="receivable_of_customer"),
            models.Index(
                fields=["provider", "due_on"],
                condition=models.Q(settled_at__isnull=True),
                name="receivable_overdue",
            ),
        ]


class PaymentPromise(models.Model):
    """The customer said when he will pay: no row of the agreement changes by it, a person takes note."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="payment_promises")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="payment_promises")
    pay_by_on = models.DateField()
    words = models.CharField(max_length=500, blank=True, default="")
    promised_by = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, related_name="payment_promises"
    )
    recorded_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="payment_promises"
    )
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "provider", "-recorded_at"], name="payment_promise_recent")
        ]


class Suspension(models.Model):
    """A capability that somebody, or the agreement, suspended; `ends_at` None while it lasts. A row allows it.

    Without `decided_by` the agreement did it by itself. `days_past_due` are those of the moment at which it began;
    `lifted_by` ended it before everything was paid.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="suspensions")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="suspensions")
    capability = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="suspensions")
    reason = models.CharField(max_length=500, blank=True, default="")
    days_past_due = models.PositiveIntegerField(default=0)
    until = models.CharField(max_length=80, blank=True, default="")
    lifted_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="lifted_suspensions"
    )
    lifted_because = models.CharField(max_length=500, blank=True, default="")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="suspensions")
    document = models.CharField(max_length=120)
    clause = models.CharField(max_length=200)
    anchor = models.CharField(max_length=120)
    row = models.CharField(max_length=200)
    line = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "provider", "capability"],
                condition=models.Q(ends_at__isnull=True),
                name="suspension_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gte=models.F("starts_at")),
                name="suspension_ends_later",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_by__isnull=True) | models.Q(ends_at__isnull=False),
                name="suspension_lifted_is_over",
            ),
        ]


class StandingWarning(models.Model):
    """The customer was told on which day a capability may be suspended, for the amount that was oldest then."""

    receivable = models.ForeignKey(Receivable, on_delete=models.PROTECT, related_name="warnings")
    capability = models.CharField(max_length=40)
    may_suspend_on = models.DateField()
    warned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receivable", "capability"], name="standing_warning_once"),
        ]
