"""The token by which a program comes in: for one provider, with the rights it names; only its hash is kept."""

from django.db import models

from uphold.people.models.provider import Provider
from uphold.people.models.staff import Staff


class ApiToken(models.Model):
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    permissions = models.JSONField(default=list)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="api_tokens")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "name"],
                condition=models.Q(revoked_at__isnull=True),
                name="api_token_name_once",
            ),
        ]
