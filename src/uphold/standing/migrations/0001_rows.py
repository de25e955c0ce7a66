"""The rows of the room, with their constraints and indexes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0004_covered_units"),
        ("people", "0002_tokens_and_clerks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Receivable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                ("due_on", models.DateField()),
                ("currency", models.CharField(max_length=3)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("open_amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("disputed_amount", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receivables",
                        to="people.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receivables",
                        to="people.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StandingWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("capability", models.CharField(max_length=40)),
                ("may_suspend_on", models.DateField()),
                ("warned_at", models.DateTimeField()),
                (
                    "receivable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="warnings",
                        to="standing.receivable",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("capability", models.CharField(max_length=40)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("document", models.CharField(max_length=120)),
                ("clause", models.CharField(max_length=200)),
                ("anchor", models.CharField(max_length=120)),
                ("row", models.CharField(max_length=200)),
                ("line", models.PositiveIntegerField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="people.staff",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="people.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="people.provider",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="agreements.version",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaymentPromise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pay_by_on", models.DateField()),
                ("words", models.CharField(blank=True, default="", max_length=500)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_promises",
                        to="people.organisation",
                    ),
                ),
                (
                    "promised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_promises",
                        to="people.contact",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_promises",
                        to="people.provider",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_promises",
                        to="people.staff",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "provider", "-recorded_at"], name="payment_promise_recent"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="receivable",
            index=models.Index(fields=["organisation", "provider", "due_on"], name="receivable_of_customer"),
        ),
        migrations.AddIndex(
            model_name="receivable",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", True)),
                fields=["provider", "due_on"],
                name="receivable_overdue",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivable",
            constraint=models.UniqueConstraint(fields=("provider", "number"), name="receivable_once"),
        ),
        migrations.AddConstraint(
            model_name="receivable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("disputed_amount__gte", 0),
                    ("open_amount__gte", 0),
                    ("disputed_amount__lte", models.F("open_amount")),
                    ("open_amount__lte", models.F("amount")),
                ),
                name="receivable_amounts_fit",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("open_amount__gt", models.F("disputed_amount")), ("settled_at__isnull", True)),
                    models.Q(("open_amount", models.F("disputed_amount")), ("settled_at__isnull", False)),
                    _connector="OR",
                ),
                name="receivable_settled_at_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingwarning",
            constraint=models.UniqueConstraint(
                fields=("receivable", "capability"), name="standing_warning_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_at__isnull", True)),
                fields=("organisation", "provider", "capability"),
                name="suspension_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__isnull", True), ("ends_at__gte", models.F("starts_at")), _connector="OR"
                ),
                name="suspension_ends_later",
            ),
        ),
    ]
