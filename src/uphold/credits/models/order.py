"""Buying credits: what a package costs a customer, and the order that was placed for one."""

from django.db import models

from uphold.agreements.models import Contract, Version
from uphold.credits.models.account import CreditAccount
from uphold.credits.models.lot import Lot
from uphold.people.models import Contact, Staff


class PackagePrice(models.Model):
    """The price of a package where the agreement leaves it to the contract. `lasts_days` None: it never ends."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="package_prices")
    package = models.CharField(max_length=80)
    price = models.DecimalField(max_digits=14, decimal_places=2)
    lasts_days = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "package"], name="package_price_once"),
            models.CheckConstraint(condition=models.Q(price__gte=0), name="package_price_is_no_debt"),
        ]


class CreditOrder(models.Model):
    """An order is credited once, on payment or at once; `lot` is what came of it.

    `document` to `line` are the row of the agreement, or of an annex, that offered the package.
    """

    class State(models.TextChoices):
        ORDERED = "ordered"
        CREDITED = "credited"
        WITHDRAWN = "withdrawn"

    account = models.ForeignKey(CreditAccount, on_delete=models.PROTECT, related_name="orders")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="credit_orders")
    package = models.CharField(max_length=80)
    granted_credits = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    lasts_days = models.PositiveIntegerField(null=True)
    ordered_by = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="credit_orders")
    sold_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="credit_orders")
    ordered_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ORDERED)
    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, null=True, related_name="order")
    key = models.CharField(max_length=120, unique=True)
    document = models.CharField(max_length=120, blank=True, default="")
    clause = models.CharField(max_length=200, blank=True, default="")
    anchor = models.CharField(max_length=120, blank=True, default="")
    row = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="credited", lot__isnull=False)
                | (~models.Q(state="credited") & models.Q(lot__isnull=True)),
                name="credit_order_has_its_lot",
            ),
        ]
        indexes = [models.Index(fields=["account", "-ordered_at"], name="credit_order_recent")]

    @property
    def number(self) -> str:
        return f"CO-{self.pk}"
