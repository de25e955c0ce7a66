"""The numbers of a provider's tickets."""

from django.db import models

from uphold.people.models import Provider


class NumberSeries(models.Model):
    provider = models.OneToOneField(
        Provider, on_delete=models.PROTECT, primary_key=True, related_name="number_series"
    )
    next_serial = models.BigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(next_serial__gte=1), name="series_starts_at_one"),
        ]
