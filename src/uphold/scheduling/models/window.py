"""When people can be booked: weekly windows of a team or of one engineer, and the times when somebody is away."""

from django.db import models

from uphold.people.models import Provider, Staff, Team


class Window(models.Model):
    """A weekly window by the wall clock of `zone`, in slots of `slot_minutes`. An engineer's own stand for his team's.

    `closes` not after `opens` lies on the next day. `ended_at`: since then it opens no more.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="bookable_windows")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="bookable_windows")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="bookable_windows")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    zone = models.CharField(max_length=64)
    slot_minutes = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(team__isnull=False, staff__isnull=True)
                | models.Q(team__isnull=True, staff__isnull=False),
                name="window_is_of_a_team_or_of_one",
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="window_on_a_weekday"),
            models.CheckConstraint(
                condition=models.Q(slot_minutes__gte=5, slot_minutes__lte=720),
                name="window_slots_last_a_while",
            ),
        ]
        indexes = [
            models.Index(
                fields=["provider"], condition=models.Q(ended_at__isnull=True), name="window_of_provider"
            ),
        ]


class Absence(models.Model):
    """Somebody is away, whatever his windows say. `withdrawn_at`: he is there after all."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="absences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True, default="")
    noted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="noted_absences")
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="absence_ends_later"
            ),
        ]
        indexes = [models.Index(fields=["staff", "ends_at"], name="absence_of_staff")]
