"""The dispute: the customer says why one line is wrong; the rest stays payable, and standing leaves it out."""

from django.db import models

from uphold.billing.models.invoice import InvoiceLine
from uphold.people.models import Contact, Staff


class Dispute(models.Model):
    """`disputed_amount` is the line with its tax. Accepted: a credit note follows. Rejected: it is due again."""

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    line = models.ForeignKey(InvoiceLine, on_delete=models.PROTECT, related_name="disputes")
    disputed_amount = models.DecimalField(max_digits=14, decimal_places=2)
    words = models.TextField()
    raised_by = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="disputes")
    noted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="noted_disputes")
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answered_words = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="answered_disputes"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(state="open"), name="dispute_open_once"
            ),
            models.CheckConstraint(condition=~models.Q(words=""), name="dispute_says_why"),
        ]
