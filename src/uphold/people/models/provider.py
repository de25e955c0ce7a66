"""The provider: a brand, with its own agreements, contracts and numbers."""

from django.db import models


class Provider(models.Model):
    name = models.CharField(max_length=120, unique=True)
    ticket_prefix = models.CharField(max_length=8, unique=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="provider_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(ticket_prefix__regex=r"^[A-Z][A-Z0-9]{0,7}$"),
                name="provider_prefix_is_capitals",
            ),
        ]
