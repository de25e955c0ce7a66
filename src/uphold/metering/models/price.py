"""A price that was named after the work, where the agreement leaves it to what people agree on."""

from django.db import models

from uphold.people.models import Contact, Staff
from uphold.tickets.models import Ticket


class NamedPrice(models.Model):
    """Who named which price, who of the customer agreed to it, and why only then. Never changed.

    The journal entry `ticket.priced` stands beside it, and charges read that. `problem` is empty for all of the ticket.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="named_prices")
    problem = models.CharField(max_length=40, blank=True, default="")
    price = models.CharField(max_length=120)
    agreed_by = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="agreed_prices")
    named_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="named_prices")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(price="") & ~models.Q(reason=""), name="named_price_says_something"
            ),
        ]
        indexes = [models.Index(fields=["ticket", "at"], name="named_price_of_ticket")]
