"""An agreement and its versions. A published text is the law of every ticket that was opened under it."""

from django.db import models

from uphold.people.models import Provider


class Agreement(models.Model):
    """The document through all its versions. `is_annex`: its front matter says what it amends."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="agreements")
    slug = models.SlugField(max_length=80)
    is_annex = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "slug"], name="agreement_slug_once")]


class Version(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft"
        CHECKED = "checked"
        PUBLISHED = "published"
        SUPERSEDED = "superseded"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    effective_on = models.DateField()
    timezone = models.CharField(max_length=64)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.DRAFT)
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "version"], name="version_once"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="version_hash_is_sha256"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "checked"], published_at__isnull=True)
                | models.Q(status__in=["published", "superseded"], published_at__isnull=False),
                name="version_published_at_fits_its_status",
            ),
        ]
        indexes = [models.Index(fields=["agreement", "-effective_on"], name="version_effective")]

    @property
    def is_published(self) -> bool:
        return self.status in {self.Status.PUBLISHED, self.Status.SUPERSEDED}
