"""Service changes, each with what was agreed on by whom and what was done."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_tokens_and_clerks"),
        ("products", "0002_lists_by_name_and_warranty"),
        ("tickets", "0008_attachments"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("add", "Add"), ("change", "Change"), ("remove", "Remove")], max_length=6
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("in work", "In Work"),
                            ("done", "Done"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("wanted_on", models.DateField(null=True)),
                ("words", models.TextField(blank=True, default="")),
                ("key", models.CharField(max_length=80, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, default="", max_length=400)),
                ("taken_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=400)),
                ("over_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.contact"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.contact",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_changes",
                        to="people.organisation",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_changes",
                        to="products.product",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_changes",
                        to="people.provider",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.staff",
                    ),
                ),
                (
                    "ticket",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_change",
                        to="tickets.ticket",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_changes",
                        to="products.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "id"], name="service_change_of_customer"),
                    models.Index(fields=["provider", "state", "id"], name="service_change_by_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "add"), ("product__isnull", False), ("unit", None)),
                            models.Q(models.Q(("kind", "add"), _negated=True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="service_change_names_its_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)), name="service_change_of_one_or_more"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("over_at", None),
                            ("state__in", ["done", "refused", "withdrawn"]),
                            _connector="XOR",
                        ),
                        name="service_change_over_fits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "in work", "done"]), _negated=True),
                            models.Q(("decided_by__isnull", False), ("ticket__isnull", False)),
                            _connector="OR",
                        ),
                        name="service_change_approved_fits",
                    ),
                ],
            },
        ),
    ]
