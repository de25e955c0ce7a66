"""The hourly costs of a provider."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_tokens_and_clerks"),
    ]

    operations = [
        migrations.CreateModel(
            name="CostRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hourly_cost", models.DecimalField(decimal_places=2, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                ("from_on", models.DateField()),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_rates",
                        to="people.provider",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_rates",
                        to="people.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provider", "staff", "from_on"),
                        name="cost_rate_once_a_day",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hourly_cost__gte", 0)), name="cost_rate_is_no_gain"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="cost_rate_has_a_currency"
                    ),
                ],
            },
        ),
    ]
