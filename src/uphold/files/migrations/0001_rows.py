"""The rows of the room."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("size_bytes", models.BigIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=80)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("put_by_kind", models.CharField(max_length=16)),
                ("put_by_id", models.BigIntegerField(null=True)),
                ("put_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["digest"], name="file_digest")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size_bytes__gt", 0)), name="file_has_bytes"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="file_has_a_name"
                    ),
                ],
            },
        ),
    ]
