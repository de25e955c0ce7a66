"""Work that recurs: the rule by which its next occurrences are made, on the wall clock of its zone."""

from django.db import models

from uphold.people.models import Provider


class Series(models.Model):
    """`rule` is an RRULE without its start, which is `begins_on` at `begins`. Occurrences copy the one before."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="maintenance_series")
    rule = models.CharField(max_length=200)
    zone = models.CharField(max_length=64)
    begins_on = models.DateField()
    begins = models.TimeField()
    lasts_minutes = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(rule=""), name="series_has_a_rule"),
            models.CheckConstraint(condition=models.Q(lasts_minutes__gt=0), name="series_lasts"),
        ]
