"""The rows of the room, with their constraints and indexes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_tokens_and_clerks"),
        ("tickets", "0006_unit_of_the_installed_base"),
    ]

    operations = [
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("trigger", models.CharField(max_length=20)),
                ("metric", models.CharField(blank=True, default="", max_length=40)),
                ("step", models.PositiveSmallIntegerField(null=True)),
                ("contact", models.CharField(blank=True, default="", max_length=120)),
                ("notify", models.CharField(blank=True, default="", max_length=200)),
                ("is_used_up", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True, default="")),
                ("document", models.CharField(blank=True, default="", max_length=80)),
                ("clause", models.TextField(blank=True, default="")),
                ("anchor", models.CharField(blank=True, default="", max_length=80)),
                ("row", models.TextField(blank=True, default="")),
                ("line", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "asked_by_contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_escalations",
                        to="people.contact",
                    ),
                ),
                (
                    "asked_by_staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_escalations",
                        to="people.staff",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["ticket", "at", "id"], name="escalation_of_ticket")],
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "key"), name="escalation_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact", ""), ("step__isnull", True)),
                            models.Q(("step__gte", 1), models.Q(("contact", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="escalation_step_has_its_contact",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("trigger", "customer asks"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="escalation_asked_has_a_reason",
                    ),
                ],
            },
        ),
    ]
