"""The document of an invoice as it was sent: made once after issue, kept for good."""

from django.db import models

from uphold.billing.models.invoice import Invoice


class Document(models.Model):
    class Form(models.TextChoices):
        PDF = "pdf"
        UBL = "ubl"

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="documents")
    form = models.CharField(max_length=4, choices=Form.choices)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invoice", "form"], name="document_once")]
