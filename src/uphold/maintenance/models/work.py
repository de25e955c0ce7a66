"""Planned work: its window, what it touches, how far it has come, and what each affected customer's agreement said."""

from django.db import models

from uphold.agreements.models import Version
from uphold.maintenance.models.series import Series
from uphold.people.models import Organisation, Provider, Staff
from uphold.products.models import Product, Site


class PlannedWork(models.Model):
    """`change` is the kind of change, as the Notice rows name it; `words` are what customers read.

    `zone` is the clock on which its window was written. `sequence` counts what calendars are told anew.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        APPROVED = "approved"
        ANNOUNCED = "announced"
        UNDER_WAY = "under way"
        ENDED = "ended"
        CALLED_OFF = "called off"

    KNOWN = (State.ANNOUNCED, State.UNDER_WAY, State.ENDED)
    """What customers may read of."""
    OVER = (State.ENDED, State.CALLED_OFF)

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="planned_work")
    change = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True, default="")
    zone = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="works")
    occurrence_on = models.DateField(null=True)
    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="planned_work")
    planned_at = models.DateTimeField()
    approved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="approved_work")
    approved_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    products = models.ManyToManyField(Product, through="WorkProduct", related_name="planned_work")
    sites = models.ManyToManyField(Site, through="WorkSite", related_name="planned_work")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="work_has_a_title"),
            models.CheckConstraint(condition=~models.Q(change=""), name="work_has_a_kind_of_change"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="work_ends_later"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "called off"]) | models.Q(approved_at__isnull=False),
                name="work_is_approved_first",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["announced", "under way", "ended"])
                | models.Q(announced_at__isnull=False),
                name="work_is_announced_first",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["ended", "called off"]) ^ models.Q(ended_at__isnull=True),
                name="work_ended_at_fits",
            ),
            models.UniqueConstraint(fields=["series", "occurrence_on"], name="occurrence_once"),
        ]
        indexes = [models.Index(fields=["provider", "state", "starts_at"], name="work_of_provider")]

    @property
    def is_over(self) -> bool:
        return self.state in self.OVER

    @property
    def is_announced(self) -> bool:
        return self.announced_at is not None


class WorkProduct(models.Model):
    work = models.ForeignKey(PlannedWork, on_delete=models.PROTECT, related_name="of_products")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="of_works")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "product"], name="work_product_once")]


class WorkSite(models.Model):
    work = models.ForeignKey(PlannedWork, on_delete=models.PROTECT, related_name="of_sites")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="of_works")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "site"], name="work_site_once")]


class Affected(models.Model):
    """A customer who is told, and what his agreement says about that: empty words are not said there.

    `earliest_at` is when work announced at that moment may begin; None where no lead time is said.
    """

    work = models.ForeignKey(PlannedWork, on_delete=models.PROTECT, related_name="affected")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affected_by")
    units = models.PositiveIntegerField()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="affected")
    lead = models.CharField(max_length=120, blank=True, default="")
    audience = models.CharField(max_length=200, blank=True, default="")
    channel = models.CharField(max_length=120, blank=True, default="")
    reminders = models.CharField(max_length=200, blank=True, default="")
    earliest_at = models.DateTimeField(null=True)
    is_short = models.BooleanField(default=False)
    anchor = models.CharField(max_length=120, blank=True, default="")
    row = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveIntegerField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "organisation"], name="affected_once")]


class WorkChange(models.Model):
    """The window was moved or extended, or the work called off: what stood before, and why. Kept as written."""

    class What(models.TextChoices):
        MOVED = "moved"
        EXTENDED = "extended"
        CALLED_OFF = "called off"

    work = models.ForeignKey(PlannedWork, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=12, choices=What.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.TextField()
    sequence = models.PositiveIntegerField()
    by_kind = models.CharField(max_length=12)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="work_change_has_a_reason")
        ]
        indexes = [models.Index(fields=["work", "at"], name="change_of_work")]
