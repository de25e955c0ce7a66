"""The product and its versions: how long each is sold, and how long it is supported."""

from django.db import models

from uphold.people.models import Provider


class Product(models.Model):
    """`name` and `family` are written as the agreement's Product table writes them, so that its warranty is found.

    `sale_ends_on` and `support_ends_on` are the last day on which it is sold, and supported; None while nobody said.
    `is_on_status_page` makes it a component of the provider's status page.
    """

    class Kind(models.TextChoices):
        HARDWARE = "hardware"
        SOFTWARE = "software"
        SERVICE = "service"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="products")
    name = models.CharField(max_length=120)
    family = models.CharField(max_length=120, blank=True, default="")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sale_ends_on = models.DateField(null=True)
    support_ends_on = models.DateField(null=True)
    is_on_status_page = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "name"], name="product_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="product_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(sale_ends_on=None)
                | models.Q(support_ends_on=None)
                | models.Q(support_ends_on__gte=models.F("sale_ends_on")),
                name="product_is_supported_while_sold",
            ),
        ]


class ProductVersion(models.Model):
    """One version of a product; its own days win over the product's."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=80)
    released_on = models.DateField(null=True)
    sale_ends_on = models.DateField(null=True)
    support_ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "name"], name="product_version_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="product_version_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(sale_ends_on=None)
                | models.Q(support_ends_on=None)
                | models.Q(support_ends_on__gte=models.F("sale_ends_on")),
                name="product_version_is_supported_while_sold",
            ),
        ]
