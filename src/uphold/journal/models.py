"""The entry: one row that is never changed."""

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    kind = models.TextField()
    about_kind = models.TextField()
    about_id = models.BigIntegerField()
    by_kind = models.TextField()
    by_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "journal_entry"
        indexes = [
            models.Index(fields=["about_kind", "about_id", "at", "id"], name="journal_about"),
            models.Index(fields=["organisation_id", "-at", "-id"], name="journal_organisation"),
        ]
