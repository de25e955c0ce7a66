"""The record of a decision: which version and row decided what, on which facts. Never changed."""

from django.db import models
from django.db.models.functions import Now


class DecisionRecord(models.Model):
    """Names version and subject by number, without foreign keys: with the journal the only one that may."""

    version_id = models.BigIntegerField()
    kind = models.TextField()
    said = models.TextField()
    document = models.TextField(default="")
    clause = models.TextField(default="")
    anchor = models.TextField(default="")
    row = models.TextField(default="")
    line = models.PositiveIntegerField(null=True)
    facts = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    about_kind = models.TextField()
    about_id = models.BigIntegerField()
    entry_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["about_kind", "about_id", "at", "id"], name="decision_about"),
            models.Index(fields=["organisation_id", "-at"], name="decision_organisation"),
            models.Index(fields=["version_id", "anchor"], name="decision_version"),
        ]
