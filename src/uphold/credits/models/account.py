"""The credit account of an organisation with a provider: the row that everything about its credits locks."""

from django.db import models

from uphold.people.models import Organisation, Provider


class CreditAccount(models.Model):
    """`owed_credits` is a debt that the agreement allows (a trigger keeps it); below the other, warn."""

    class CreditedOn(models.TextChoices):
        PAYMENT = "payment"
        ORDER = "order"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="credit_accounts")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="credit_accounts")
    may_owe = models.BooleanField(default=False)
    owed_credits = models.PositiveIntegerField(default=0)
    warn_below_credits = models.PositiveIntegerField(null=True)
    warned_at = models.DateTimeField(null=True)
    credited_on = models.CharField(max_length=8, choices=CreditedOn.choices, default=CreditedOn.PAYMENT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "provider"], name="credit_account_once"),
            models.CheckConstraint(
                condition=models.Q(may_owe=True) | models.Q(owed_credits=0),
                name="credit_account_stops_at_zero",
            ),
        ]
