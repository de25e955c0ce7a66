"""Payments: noted by hand, read from the bank, or told by a payment provider; what they pay, and what went back."""

from django.db import models

from uphold.billing.models.invoice import Invoice
from uphold.people.models import Organisation, Provider, Staff


class Payment(models.Model):
    """`key` makes one payment one row, whoever tells of it and how often. What is not allocated stands to credit."""

    class Way(models.TextChoices):
        MANUAL = "manual"
        BANK = "bank"
        ONLINE = "online"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="payments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="payments")
    way = models.CharField(max_length=8, choices=Way.choices)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="payments")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=140, blank=True, default="")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversal")
    key = models.CharField(max_length=160, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, reverses__isnull=True)
                | models.Q(amount__lt=0, reverses__isnull=False),
                name="payment_sign_fits",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-received_on", "-id"], name="payment_of_customer"),
            models.Index(fields=["provider", "-received_on", "-id"], name="payment_recent"),
        ]


class Repayment(models.Model):
    """Money that stood to the customer's credit and was transferred back; its allocations say of which payments.

    A row that takes one back is below nothing: the transfer came back, or was never made.
    """

    class Way(models.TextChoices):
        TRANSFER = "transfer"
        CARD = "card"
        CHEQUE = "cheque"
        OTHER = "other"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="repayments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="repayments")
    way = models.CharField(max_length=8, choices=Way.choices)
    repaid_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="repayments")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=140, blank=True, default="")
    reason = models.CharField(max_length=300)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversal")
    key = models.CharField(max_length=160, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, reverses__isnull=True)
                | models.Q(amount__lt=0, reverses__isnull=False),
                name="repayment_sign_fits",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="repayment_says_why"),
        ]
        indexes = [
            models.Index(fields=["organisation", "-repaid_on", "-id"], name="repayment_of_customer"),
            models.Index(fields=["provider", "-repaid_on", "-id"], name="repayment_recent"),
        ]


class Allocation(models.Model):
    """A part of a payment pays an invoice, or went back in a repayment; what is taken back is a negative row."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="allocations")
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="allocations")
    repayment = models.ForeignKey(Repayment, on_delete=models.PROTECT, null=True, related_name="allocations")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(amount=0), name="allocation_moves_something"),
            models.CheckConstraint(
                condition=models.Q(invoice__isnull=False, repayment__isnull=True)
                | models.Q(invoice__isnull=True, repayment__isnull=False),
                name="allocation_has_one_end",
            ),
        ]


class BankImport(models.Model):
    """A file from the bank; the same file is taken once."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="bank_imports")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    imported_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="bank_imports")
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "sha256"], name="bank_import_once")]


class BankLine(models.Model):
    """One booking. Matched lines became a payment; those that nobody could match wait for a person."""

    class State(models.TextChoices):
        WAITING = "waiting"
        MATCHED = "matched"
        IGNORED = "ignored"

    bank_import = models.ForeignKey(BankImport, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    booked_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    payer = models.CharField(max_length=200, blank=True, default="")
    reference = models.CharField(max_length=500, blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, null=True, related_name="bank_line")
    matched_by = models.CharField(max_length=40, blank=True, default="")
    key = models.CharField(max_length=160, unique=True)


class PaymentRequest(models.Model):
    """A customer wants to pay online: what was asked of the payment provider, and what became of it."""

    class State(models.TextChoices):
        OPEN = "open"
        PAID = "paid"
        FAILED = "failed"

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payment_requests")
    port = models.CharField(max_length=20)
    outside_id = models.CharField(max_length=200, unique=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    address = models.URLField(max_length=1000)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, null=True, related_name="request")
