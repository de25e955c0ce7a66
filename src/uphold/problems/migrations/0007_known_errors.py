"""What customers read of a bug has words of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_tokens_and_clerks"),
        ("problems", "0006_releases"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownError",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("words", models.TextField()),
                ("workaround", models.TextField(blank=True, default="")),
                ("published_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "bug",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_error",
                        to="problems.bug",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_errors",
                        to="people.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("words", ""), _negated=True)
                        ),
                        name="known_error_has_words",
                    )
                ],
            },
        ),
    ]
