"""A calendar that programs read by a secret address: one person's appointments, or a team's. Only its hash is kept."""

from django.db import models

from uphold.people.models import Provider, Staff, Team


class CalendarFeed(models.Model):
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="calendar_feeds")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="calendar_feeds")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="made_calendar_feeds")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(team__isnull=False, staff__isnull=True)
                | models.Q(team__isnull=True, staff__isnull=False),
                name="feed_is_of_a_team_or_of_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_by"], condition=models.Q(revoked_at__isnull=True), name="feed_made_by"
            ),
        ]
