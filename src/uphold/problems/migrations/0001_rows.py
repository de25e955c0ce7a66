"""The rows of the room, with their constraints and indexes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_tokens_and_clerks"),
        ("tickets", "0004_views_of_the_desk"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("documented_behaviour", models.TextField()),
                ("documented_at", models.URLField(blank=True, default="", max_length=500)),
                ("actual_behaviour", models.TextField(blank=True, default="")),
                ("product", models.CharField(max_length=120)),
                ("found_in", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reported", "Reported"),
                            ("handed over", "Handed Over"),
                            ("decided", "Decided"),
                            ("released", "Released"),
                            ("closed", "Closed"),
                        ],
                        default="reported",
                        max_length=12,
                    ),
                ),
                ("handed_to", models.CharField(blank=True, default="", max_length=20)),
                ("handed_over_at", models.DateTimeField(null=True)),
                ("workaround", models.TextField(blank=True, default="")),
                ("outcome", models.CharField(blank=True, default="", max_length=40)),
                ("outcome_at", models.DateTimeField(null=True)),
                ("released_in", models.CharField(blank=True, default="", max_length=80)),
                ("released_at", models.DateTimeField(null=True)),
                ("reported_at", models.DateTimeField()),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bugs", to="people.provider"
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported_bugs",
                        to="people.staff",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BugTicket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("problem", models.CharField(blank=True, default="", max_length=40)),
                ("linked_at", models.DateTimeField()),
                ("unlinked_at", models.DateTimeField(null=True)),
                (
                    "bug",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="problems.bug"
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bug_links",
                        to="people.staff",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bug_links",
                        to="tickets.ticket",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="bug",
            index=models.Index(fields=["provider", "-reported_at"], name="bug_recent"),
        ),
        migrations.AddConstraint(
            model_name="bug",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="bug_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="bug",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at__isnull", False), ("state", "released")),
                    models.Q(("state", "released"), _negated=True),
                    _connector="OR",
                ),
                name="bug_released_at_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="bugticket",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unlinked_at__isnull", True)),
                fields=("bug", "ticket"),
                name="bug_linked_once",
            ),
        ),
    ]
