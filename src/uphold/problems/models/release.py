"""The release: a version that comes out, the bugs that it ends, and what each customer is told of it."""

from django.db import models

from uphold.people.models import Organisation, Provider, Staff
from uphold.problems.models.bug import Bug
from uphold.products.models import ProductVersion


class Release(models.Model):
    """`kind` is what agreements call it in their Entitlement rows: New version, Patch, Update.

    A draft is out once `released_at` is set, and changes no more.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="releases")
    version = models.OneToOneField(ProductVersion, on_delete=models.PROTECT, related_name="release")
    kind = models.CharField(max_length=80)
    notes = models.TextField(blank=True, default="")
    bugs = models.ManyToManyField(Bug, through="ReleasedBug", related_name="releases")
    drafted_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="drafted_releases"
    )
    drafted_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(kind=""), name="release_has_a_kind"),
            models.CheckConstraint(
                condition=models.Q(released_at=None) | models.Q(released_at__gte=models.F("drafted_at")),
                name="release_after_its_draft",
            ),
        ]
        indexes = [models.Index(fields=["provider", "-drafted_at"], name="release_recent")]

    @property
    def is_out(self) -> bool:
        return self.released_at is not None


class ReleasedBug(models.Model):
    """A bug that a release ends."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="released_bugs")
    bug = models.ForeignKey(Bug, on_delete=models.PROTECT, related_name="released_in_releases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "bug"], name="bug_once_a_release")]


class ReleaseRight(models.Model):
    """What a customer's agreement said about a release on the day it came out, or a person where it said nothing.

    `entitled` and `charge` are in the agreement's words. A person decides once: by whom, why and when stand beside it.
    """

    class Entitled(models.TextChoices):
        YES = "yes"
        NO = "no"
        NOT_SAID = "not said"

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="rights")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="release_rights")
    entitled = models.CharField(max_length=8, choices=Entitled.choices)
    charge = models.CharField(max_length=200, blank=True, default="")
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="release_rights")
    reason = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "organisation"], name="release_right_once"),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, reason="", decided_by=None)
                | (models.Q(decided_at__isnull=False, decided_by__isnull=False) & ~models.Q(reason="")),
                name="release_right_decided_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-release"], name="release_right_of_customer")]
