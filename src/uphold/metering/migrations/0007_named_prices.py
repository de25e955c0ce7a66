"""Prices that are named after the work, where the agreement leaves them open."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metering", "0006_charges_stand_alone"),
        ("people", "0002_tokens_and_clerks"),
        ("tickets", "0006_unit_of_the_installed_base"),
    ]

    operations = [
        migrations.CreateModel(
            name="NamedPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("problem", models.CharField(blank=True, default="", max_length=40)),
                ("price", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreed_prices",
                        to="people.contact",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_prices",
                        to="people.staff",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_prices",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["ticket", "at"], name="named_price_of_ticket")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("price", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                        ),
                        name="named_price_says_something",
                    )
                ],
            },
        ),
    ]
