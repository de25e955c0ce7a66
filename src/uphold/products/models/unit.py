"""The installed base: what stands at a customer's site, by serial number, deployment or service."""

from django.db import models

from uphold.people.models import Organisation, Provider
from uphold.products.models.product import Product, ProductVersion


class Site(models.Model):
    """A place of a customer; `zone` (IANA) is empty where it is the organisation's."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120)
    address = models.TextField(blank=True, default="")
    zone = models.CharField(max_length=64, blank=True, default="")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="site_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="site_has_a_name"),
        ]


class Unit(models.Model):
    """One of the installed base. `name` is the serial number, the deployment's ID or the service's name.

    `deployment` is the deployment that a serial belongs to. `warranty_ends_on` (the last day) is set where it does not
    follow from the agreement's Product row: carried over to a replacement, or extended by a person. `replaced_by` is
    the unit that went out in its place. `under_warranty_until` is derived, so that lists can be filtered by it: the
    last day by the agreement in force, as `products.warranty` computes it; the verbs and an hourly job keep it.
    """

    class Kind(models.TextChoices):
        SERIAL = "serial"
        DEPLOYMENT = "deployment"
        SERVICE = "service"

    class State(models.TextChoices):
        IN_USE = "in use"
        SPARE = "spare"
        RETURNED = "returned"
        REPLACED = "replaced"
        RETIRED = "retired"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="units")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="units")
    version = models.ForeignKey(ProductVersion, on_delete=models.PROTECT, null=True, related_name="units")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="units")
    deployment = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.IN_USE)
    shipped_on = models.DateField(null=True)
    purchased_on = models.DateField(null=True)
    warranty_ends_on = models.DateField(null=True)
    under_warranty_until = models.DateField(null=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replacement_of"
    )
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "name"], condition=models.Q(kind="serial"), name="unit_serial_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "provider", "kind", "name"],
                condition=~models.Q(kind="serial"),
                name="unit_name_once_a_customer",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="unit_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(replaced_by=None) | models.Q(state="replaced"), name="unit_replaced_fits"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "provider", "kind", "name"], name="unit_of_customer"),
            models.Index(fields=["provider", "product", "state"], name="unit_of_product"),
            models.Index(fields=["provider", "name", "id"], name="unit_by_name"),
        ]
