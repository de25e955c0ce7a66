"""Ways to reach the staff, and what went by them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_rows"),
        ("oncall", "0003_rotas_and_pages"),
        ("people", "0002_tokens_and_clerks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Way",
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
                        choices=[("mail", "Mail"), ("webhook", "Webhook"), ("apprise", "Apprise")],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("hint", models.CharField(blank=True, default="", max_length=80)),
                ("sealed", models.TextField()),
                ("nonce", models.CharField(max_length=32)),
                ("is_active", models.BooleanField(default=True)),
                ("added_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ways", to="people.staff"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PageDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("claimed", "Claimed"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("lost", "Lost"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(null=True)),
                ("answered_with", models.CharField(blank=True, default="", max_length=200)),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="oncall.attempt",
                    ),
                ),
                (
                    "way",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="page_deliveries",
                        to="notices.way",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="way",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_active", True)), fields=("staff", "name"), name="way_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="way",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="way_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="way",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_active", True), ("retired_at__isnull", True)),
                    models.Q(("is_active", False), ("retired_at__isnull", False), ("sealed", "")),
                    _connector="OR",
                ),
                name="way_retired_holds_no_secret",
            ),
        ),
        migrations.AddIndex(
            model_name="pagedelivery",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "claimed"])),
                fields=["next_at"],
                name="page_delivery_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="pagedelivery",
            constraint=models.UniqueConstraint(
                fields=("attempt", "way"), name="page_delivery_once", nulls_distinct=False
            ),
        ),
    ]
