"""Who invoices and who is invoiced: names and addresses as the law wants them, tax rates, terms of payment."""

from django.db import models

from uphold.people.models import Organisation, Provider


class TaxRate(models.Model):
    """`category` is the code of electronic invoices: S standard, Z zero, E exempt, AE reverse charge, O outside."""

    CATEGORIES = ("S", "Z", "E", "AE", "O")

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="tax_rates")
    name = models.CharField(max_length=80)
    percent = models.DecimalField(max_digits=6, decimal_places=3)
    category = models.CharField(max_length=2, default="S")
    exemption_reason = models.CharField(max_length=200, blank=True, default="")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "name"], name="tax_rate_name_once"),
            models.CheckConstraint(
                condition=models.Q(percent__gte=0, percent__lte=100), name="tax_rate_is_a_share"
            ),
        ]


class Seller(models.Model):
    """The provider as it stands on invoices, and the series its numbers come from: one after another, without gaps."""

    provider = models.OneToOneField(Provider, on_delete=models.PROTECT, related_name="seller")
    legal_name = models.CharField(max_length=200)
    street = models.CharField(max_length=200, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    postcode = models.CharField(max_length=20, blank=True, default="")
    country = models.CharField(max_length=2, default="US")
    tax_number = models.CharField(max_length=40, blank=True, default="")
    vat_number = models.CharField(max_length=20, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    telephone = models.CharField(max_length=40, blank=True, default="")
    bank_name = models.CharField(max_length=120, blank=True, default="")
    iban = models.CharField(max_length=34, blank=True, default="")
    bic = models.CharField(max_length=11, blank=True, default="")
    payment_words = models.CharField(max_length=500, blank=True, default="")
    footer = models.CharField(max_length=500, blank=True, default="")
    colour = models.CharField(max_length=7, default="#1f3a5f")
    logo = models.BinaryField(null=True)
    invoice_prefix = models.CharField(max_length=12)
    next_invoice_serial = models.PositiveIntegerField(default=1)
    credit_note_prefix = models.CharField(max_length=12)
    next_credit_note_serial = models.PositiveIntegerField(default=1)
    payment_days = models.PositiveSmallIntegerField(default=30)
    default_tax_rate = models.ForeignKey(TaxRate, on_delete=models.PROTECT, null=True, related_name="+")
    shows_waived_lines = models.BooleanField(default=True)
    reminder_days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(invoice_prefix__regex=r"^[A-Z0-9][A-Z0-9-]*$")
                & models.Q(credit_note_prefix__regex=r"^[A-Z0-9][A-Z0-9-]*$")
                & ~models.Q(invoice_prefix=models.F("credit_note_prefix")),
                name="seller_prefixes_differ",
            ),
            models.CheckConstraint(
                condition=models.Q(reminder_days__isnull=True) | models.Q(reminder_days__gte=1),
                name="seller_reminds_of_what_is_overdue",
            ),
        ]


class Buyer(models.Model):
    """An organisation as it stands on the invoices of one provider."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="buyers")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="buyers")
    legal_name = models.CharField(max_length=200)
    street = models.CharField(max_length=200, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    postcode = models.CharField(max_length=20, blank=True, default="")
    country = models.CharField(max_length=2, default="US")
    vat_number = models.CharField(max_length=20, blank=True, default="")
    reference = models.CharField(max_length=80, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    tax_rate = models.ForeignKey(TaxRate, on_delete=models.PROTECT, null=True, related_name="+")
    payment_days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "provider"], name="buyer_once")]
