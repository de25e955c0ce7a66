"""Invoices and credit notes: issued with a number, and not changed afterwards."""

from decimal import Decimal

from django.db import models

from uphold.billing.models.party import TaxRate
from uphold.billing.models.run import InvoiceRun
from uphold.credits.models import CreditOrder
from uphold.metering.models import Charge
from uphold.people.models import Organisation, Provider


class Invoice(models.Model):
    """A credit note is an invoice with negative lines; it names the one it corrects.

    `paid_amount` repeats allocations and `credited_amount` the credit notes: triggers keep them, and let nothing else
    change. `seller` and `buyer` are the parties as they were on the day of issue. Lines come in the `transaction` of
    the invoice, and never later.
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice"
        CREDIT_NOTE = "credit note"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="invoices")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invoices")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.CharField(max_length=40)
    serial = models.PositiveIntegerField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="credit_notes")
    run = models.ForeignKey(InvoiceRun, on_delete=models.PROTECT, null=True, related_name="invoices")
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    due_on = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField()
    currency = models.CharField(max_length=3)
    net_amount = models.DecimalField(max_digits=14, decimal_places=2)
    tax_amount = models.DecimalField(max_digits=14, decimal_places=2)
    gross_amount = models.DecimalField(max_digits=14, decimal_places=2)
    paid_amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    credited_amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    seller = models.JSONField()
    buyer = models.JSONField()
    words = models.CharField(max_length=500, blank=True, default="")
    transaction = models.BigIntegerField(db_default=models.Func(function="txid_current"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="invoice_number_once"),
            models.UniqueConstraint(fields=["provider", "kind", "serial"], name="invoice_serial_once"),
            models.UniqueConstraint(
                fields=["run", "organisation", "currency"],
                condition=models.Q(kind="invoice"),
                name="invoice_once_a_run_and_customer",
            ),
            models.CheckConstraint(
                condition=models.Q(gross_amount=models.F("net_amount") + models.F("tax_amount")),
                name="invoice_adds_up",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="invoice", gross_amount__gte=0, corrects__isnull=True)
                | models.Q(kind="credit note", gross_amount__lte=0, corrects__isnull=False),
                name="invoice_sign_fits_its_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="credit note")
                | models.Q(paid_amount__gte=0, credited_amount__gte=0)
                & models.Q(gross_amount__gte=models.F("paid_amount") + models.F("credited_amount")),
                name="invoice_is_not_overpaid",
            ),
        ]
        indexes = [
            models.Index(fields=["provider", "-issued_on", "-id"], name="invoice_recent"),
            models.Index(fields=["organisation", "-issued_on", "-id"], name="invoice_of_customer"),
        ]

    @property
    def open_amount(self) -> Decimal:
        return self.gross_amount - self.paid_amount - self.credited_amount


class InvoiceLine(models.Model):
    """One thing that is charged, with its clause and ticket. A charge or an order stands on one invoice at most.

    `is_waived`: shown at nothing, with the reason. `corrects` is the line that a credit note takes back.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    words = models.CharField(max_length=300)
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    unit = models.CharField(max_length=20)
    unit_price = models.DecimalField(max_digits=18, decimal_places=6)
    net_amount = models.DecimalField(max_digits=14, decimal_places=2)
    tax_rate = models.ForeignKey(TaxRate, on_delete=models.PROTECT, null=True, related_name="+")
    tax_percent = models.DecimalField(max_digits=6, decimal_places=3)
    tax_category = models.CharField(max_length=2)
    charge = models.OneToOneField(Charge, on_delete=models.PROTECT, null=True, related_name="invoice_line")
    order = models.OneToOneField(
        CreditOrder, on_delete=models.PROTECT, null=True, related_name="invoice_line"
    )
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    ticket_number = models.CharField(max_length=24, blank=True, default="")
    worked_on = models.DateField(null=True)
    document = models.CharField(max_length=120, blank=True, default="")
    clause = models.CharField(max_length=200, blank=True, default="")
    anchor = models.CharField(max_length=120, blank=True, default="")
    row = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveIntegerField(null=True)
    is_waived = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_place_once"),
            models.CheckConstraint(
                condition=~models.Q(is_waived=True) | models.Q(net_amount=0), name="waived_line_is_nothing"
            ),
        ]
