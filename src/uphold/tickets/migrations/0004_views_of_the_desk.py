"""The views of the desk that hold few of many tickets each have an index, so that they are listed and counted at once."""

from django.db import migrations, models

AT_WORK = models.Q(("status__in", ["resolved", "closed", "declined"]), _negated=True)
VIEWS = (
    ("ticket_unassigned", models.Q(("assignee", None), AT_WORK)),
    ("ticket_breached", models.Q(("is_breached", True), AT_WORK)),
    ("ticket_waiting", models.Q(("status", "waiting"))),
)


class Migration(migrations.Migration):
    dependencies = [("tickets", "0003_several_providers")]

    operations = [
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(condition=condition, fields=["provider", "queue_at", "id"], name=name),
        )
        for name, condition in VIEWS
    ]
