"""The rows of the room, with their constraints and indexes."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.TextField()),
                ("about_kind", models.TextField()),
                ("about_id", models.BigIntegerField()),
                ("by_kind", models.TextField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("detail", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "journal_entry",
                "indexes": [
                    models.Index(fields=["about_kind", "about_id", "at", "id"], name="journal_about"),
                    models.Index(fields=["organisation_id", "-at", "-id"], name="journal_organisation"),
                ],
            },
        ),
    ]
