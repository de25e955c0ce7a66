"""The row: one wish of a customer about his services, from the asking to what was done."""

from django.db import models

from uphold.people.models import Contact, Organisation, Provider, Staff
from uphold.products.models import Product, Unit
from uphold.tickets.models import Ticket


class ServiceChange(models.Model):
    """`unit` is what is changed or removed, `product` what is added, or what a unit becomes.

    `decided_by` is the customer's manager; `answer` are his words where he refused. `outcome` says what was done.
    """

    class Kind(models.TextChoices):
        ADD = "add"
        CHANGE = "change"
        REMOVE = "remove"

    class State(models.TextChoices):
        ASKED = "asked"
        APPROVED = "approved"
        REFUSED = "refused"
        IN_WORK = "in work"
        DONE = "done"
        WITHDRAWN = "withdrawn"

    AHEAD = (State.ASKED, State.APPROVED, State.IN_WORK)
    WITH_TICKET = (State.APPROVED, State.IN_WORK, State.DONE)

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="service_changes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="service_changes")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="service_changes")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="service_changes")
    quantity = models.PositiveIntegerField(default=1)
    wanted_on = models.DateField(null=True)
    words = models.TextField(blank=True, default="")
    key = models.CharField(max_length=80, unique=True)
    asked_by = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=400, blank=True, default="")
    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, null=True, related_name="service_change")
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=400, blank=True, default="")
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="add", unit=None, product__isnull=False)
                | (~models.Q(kind="add") & models.Q(unit__isnull=False)),
                name="service_change_names_its_thing",
            ),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="service_change_of_one_or_more"),
            models.CheckConstraint(
                condition=models.Q(over_at=None) ^ models.Q(state__in=["done", "refused", "withdrawn"]),
                name="service_change_over_fits",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "in work", "done"])
                | models.Q(ticket__isnull=False, decided_by__isnull=False),
                name="service_change_approved_fits",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "id"], name="service_change_of_customer"),
            models.Index(fields=["provider", "state", "id"], name="service_change_by_state"),
        ]

    @property
    def thing(self) -> str:
        """What it is about, in a few words."""
        if self.unit is None:
            return self.product.name if self.product else ""
        return self.unit.name
