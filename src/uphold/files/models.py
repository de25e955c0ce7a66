"""The row of a file: never changed, so that what was brought stays what it was."""

from django.db import models


class StoredFile(models.Model):
    """`name` is the sender's, made safe to show; `kind` is what the bytes are, by an allow-list, or octet-stream."""

    digest = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    organisation_id = models.BigIntegerField(null=True)
    put_by_kind = models.CharField(max_length=16)
    put_by_id = models.BigIntegerField(null=True)
    put_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(size_bytes__gt=0), name="file_has_bytes"),
            models.CheckConstraint(condition=~models.Q(name=""), name="file_has_a_name"),
        ]
        indexes = [models.Index(fields=["digest"], name="file_digest")]
