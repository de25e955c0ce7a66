"""The contract: an organisation is bound to an agreement and its annexes, from a day to a day."""

from django.db import models

from uphold.agreements.models.agreement import Agreement
from uphold.people.models import Organisation, Provider


class Contract(models.Model):
    """Days are half-open: `ends_on` is the first day that is not covered, None while it runs on.

    A trigger forbids two that overlap for one organisation and provider.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contracts")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="contracts")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="contracts")
    annexes = models.ManyToManyField(Agreement, through="ContractAnnex", related_name="annexed_to")
    plan = models.CharField(max_length=80, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="contract_ends_after_its_start",
            ),
            models.UniqueConstraint(
                fields=["organisation", "provider"],
                condition=models.Q(ends_on__isnull=True),
                name="contract_one_runs_on",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "provider", "-starts_on"], name="contract_in_force")]


class ContractAnnex(models.Model):
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="bindings")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="bindings")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "agreement"], name="contract_annex_once"),
            models.UniqueConstraint(fields=["contract", "position"], name="contract_annex_place_once"),
        ]


class CoveredUnit(models.Model):
    """What a contract covers by name: a serial number or a deployment. Days are half-open."""

    class Kind(models.TextChoices):
        SERIAL = "serial"
        DEPLOYMENT = "deployment"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="covered_units")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "kind", "name"], name="covered_unit_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="covered_unit_ends_after_its_start",
            ),
        ]
