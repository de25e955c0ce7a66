"""The known error: what customers read of a bug, in words of its own."""

from django.db import models

from uphold.people.models import Staff
from uphold.problems.models.bug import Bug


class KnownError(models.Model):
    """Nothing of the bug's own words is shown with it, except in which version it was found and is fixed.

    `withdrawn_at` is set while it is not shown any more.
    """

    bug = models.OneToOneField(Bug, on_delete=models.PROTECT, related_name="known_error")
    title = models.CharField(max_length=200)
    words = models.TextField()
    workaround = models.TextField(blank=True, default="")
    published_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="published_errors"
    )
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(words=""), name="known_error_has_words"
            ),
        ]
