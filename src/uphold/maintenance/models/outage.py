"""The outage: what failed since when, what was said about it, and the tickets that it caused."""

from django.db import models

from uphold.people.models import Provider, Staff
from uphold.products.models import Product
from uphold.tickets.models import Ticket


class Outage(models.Model):
    """It lasts from `since_at`, which may lie before it was declared, until `ended_at`."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="outages")
    title = models.CharField(max_length=200)
    since_at = models.DateTimeField()
    declared_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="declared_outages")
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    products = models.ManyToManyField(Product, through="OutageProduct", related_name="outages")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="outage_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("since_at")),
                name="outage_ends_later",
            ),
        ]
        indexes = [models.Index(fields=["provider", "-since_at"], name="outage_of_provider")]


class OutageProduct(models.Model):
    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, related_name="of_products")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="of_outages")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outage", "product"], name="outage_product_once")]


class OutageUpdate(models.Model):
    """What was said about it, for everybody to read. Kept as written."""

    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, related_name="updates")
    words = models.TextField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="outage_updates")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="outage_update_has_words")]
        indexes = [models.Index(fields=["outage", "at"], name="update_of_outage")]


class OutageTicket(models.Model):
    """A ticket that the outage caused."""

    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, related_name="links")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="outage_links")
    linked_at = models.DateTimeField()
    unlinked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=models.Q(unlinked_at=None), name="ticket_of_one_outage"
            )
        ]
        indexes = [models.Index(fields=["outage", "ticket"], name="ticket_of_outage")]
