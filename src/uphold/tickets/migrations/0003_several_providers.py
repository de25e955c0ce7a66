"""Agents of several providers page through one list: by what is due, and by the last word."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_kept_versions"),
        ("people", "0001_rows"),
        ("tickets", "0002_promises_of_history"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["-last_word_at", "-id"], name="ticket_last_word"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ["resolved", "closed", "declined"]), _negated=True),
                fields=["queue_at", "id"],
                name="ticket_queue_of_several",
            ),
        ),
    ]
