"""What an hour of work costs the provider: the one thing that reports must be told, for no other row knows it."""

from django.db import models

from uphold.people.models import Provider, Staff


class CostRate(models.Model):
    """In force from a day until the next one of the same person; `staff` None: of all who have none of their own."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="cost_rates")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="cost_rates")
    hourly_cost = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    from_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "staff", "from_on"], nulls_distinct=False, name="cost_rate_once_a_day"
            ),
            models.CheckConstraint(condition=models.Q(hourly_cost__gte=0), name="cost_rate_is_no_gain"),
            models.CheckConstraint(
                condition=models.Q(currency__regex=r"^[A-Z]{3}$"), name="cost_rate_has_a_currency"
            ),
        ]
