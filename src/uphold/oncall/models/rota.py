"""The rota: a rotation of staff, the exceptions to it, the notes at its hand-overs, and which steps it answers for."""

from django.db import models

from uphold.agreements.models import Agreement
from uphold.people.models import Provider, Staff


class Rota(models.Model):
    """Turns of `turn_days` from `first_on`, handed over at `handover_at` by the clock of `zone`.

    Whoever is on duty is called again after `repage_minutes` of silence, `most_pages` times in all; then the next step
    of the path is called. `is_for_urgent`: also called for tickets of the first priority outside hours.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="rotas")
    name = models.CharField(max_length=80)
    zone = models.CharField(max_length=64)
    first_on = models.DateField()
    handover_at = models.TimeField()
    turn_days = models.PositiveSmallIntegerField(default=7)
    repage_minutes = models.PositiveSmallIntegerField(default=10)
    most_pages = models.PositiveSmallIntegerField(default=2)
    is_for_urgent = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "name"], condition=models.Q(is_active=True), name="rota_name_once"
            ),
            models.UniqueConstraint(
                fields=["provider"],
                condition=models.Q(is_active=True, is_for_urgent=True),
                name="rota_one_for_urgent",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="rota_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(turn_days__range=(1, 56)), name="rota_turns_last_a_day_or_more"
            ),
            models.CheckConstraint(
                condition=models.Q(repage_minutes__range=(1, 240), most_pages__range=(1, 20)),
                name="rota_calls_again_within_reason",
            ),
        ]

    @property
    def topics(self) -> tuple[str, ...]:
        """The live pages that show it."""
        return (f"oncall:{self.provider_id}",)


class Turn(models.Model):
    """A place in the rotation."""

    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, related_name="turns")
    position = models.PositiveSmallIntegerField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="turns")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rota", "position"], name="turn_place_once"),
            models.UniqueConstraint(fields=["rota", "staff"], name="turn_member_once"),
        ]


class Override(models.Model):
    """Somebody else (or nobody) is on duty from one instant to another; the one that was made last wins."""

    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, related_name="overrides")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="overrides")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True, default="")
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="made_overrides")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="override_ends_after_its_start"
            ),
        ]
        indexes = [
            models.Index(
                fields=["rota", "ends_at"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="override_of_rota",
            ),
        ]


class HandoverNote(models.Model):
    """What whoever is on duty leaves for the next; told at the hand-over that follows."""

    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="handover_notes")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="note_says_something")]
        indexes = [models.Index(fields=["rota", "-written_at"], name="note_of_rota")]


class Handover(models.Model):
    """A change of duty that was told: the constraint makes it happen once."""

    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, related_name="handovers")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="handovers")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rota", "starts_at", "staff"], name="handover_once")]


class PathTarget(models.Model):
    """Whom a step of an agreement's path calls: a rota, a person, or the address that it names (neither)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="path_targets")
    contact = models.CharField(max_length=120)
    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, null=True, related_name="path_targets")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="path_targets")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "contact"], name="path_target_once"),
            models.CheckConstraint(
                condition=models.Q(rota__isnull=True) | models.Q(staff__isnull=True),
                name="path_target_is_one",
            ),
        ]
