"""Evaluations, fault analyses, returns, and the series of their numbers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0004_covered_units"),
        ("people", "0002_tokens_and_clerks"),
        ("products", "0002_lists_by_name_and_warranty"),
        ("tickets", "0008_attachments"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnSeries",
            fields=[
                (
                    "provider",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="return_series",
                        serialize=False,
                        to="people.provider",
                    ),
                ),
                ("next_return", models.PositiveIntegerField(default=1)),
                ("next_analysis", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("defect", models.CharField(blank=True, default="", max_length=40)),
                ("use", models.CharField(blank=True, default="", max_length=60)),
                ("evidence", models.TextField(blank=True, default="")),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.staff",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.staff",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="tickets.ticket",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="products.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EvaluationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=200)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passed", "Passed"),
                            ("failed", "Failed"),
                            ("not applicable", "Not Applicable"),
                        ],
                        default="",
                        max_length=14,
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=400)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.staff",
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="hardware.evaluation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FaultAnalysis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("serial", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=30, unique=True)),
                ("content", models.JSONField()),
                ("issued_at", models.DateTimeField()),
                (
                    "evaluation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="analysis",
                        to="hardware.evaluation",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.staff",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fault_analyses",
                        to="people.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReturnAuthorization",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("serial", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=30, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("repair", "Repair"),
                            ("replacement", "Replacement"),
                            ("advance replacement", "Advance"),
                            ("dead on arrival", "Dead On Arrival"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("authorised", "Authorised"),
                            ("awaiting unit", "Awaiting"),
                            ("received", "Received"),
                            ("repaired", "Repaired"),
                            ("replaced", "Replaced"),
                            ("returned", "Returned"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="authorised",
                        max_length=14,
                    ),
                ),
                ("answer", models.CharField(blank=True, default="", max_length=40)),
                ("reason", models.CharField(blank=True, default="", max_length=400)),
                ("authorised_at", models.DateTimeField()),
                ("send_to", models.TextField(blank=True, default="")),
                ("awaited_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("return_by_on", models.DateField(null=True)),
                ("received_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("over_at", models.DateTimeField(null=True)),
                ("overdue_told_at", models.DateTimeField(null=True)),
                ("customer_pays", models.CharField(blank=True, default="", max_length=200)),
                ("otherwise", models.CharField(blank=True, default="", max_length=400)),
                ("document", models.CharField(blank=True, default="", max_length=120)),
                ("clause", models.CharField(blank=True, default="", max_length=200)),
                ("anchor", models.CharField(blank=True, default="", max_length=120)),
                ("row", models.CharField(blank=True, default="", max_length=200)),
                ("line", models.PositiveIntegerField(null=True)),
                ("manufacturer_name", models.CharField(blank=True, default="", max_length=120)),
                ("manufacturer_number", models.CharField(blank=True, default="", max_length=60)),
                ("manufacturer_state", models.CharField(blank=True, default="", max_length=60)),
                ("manufacturer_address", models.CharField(blank=True, default="", max_length=400)),
                (
                    "authorised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.staff",
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="hardware.evaluation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="people.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="people.provider",
                    ),
                ),
                (
                    "replacement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns_as_replacement",
                        to="products.unit",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="tickets.ticket",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="products.unit",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.version",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)), fields=("ticket",), name="evaluation_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("defect", "")),
                    models.Q(("decided_at__isnull", False), models.Q(("defect", ""), _negated=True)),
                    _connector="OR",
                ),
                name="evaluation_decided_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationstep",
            constraint=models.UniqueConstraint(fields=("evaluation", "place"), name="step_place_once"),
        ),
        migrations.AddConstraint(
            model_name="evaluationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("result", "")),
                    models.Q(models.Q(("result", ""), _negated=True), ("done_at__isnull", False)),
                    _connector="OR",
                ),
                name="step_done_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="faultanalysis",
            constraint=models.UniqueConstraint(fields=("provider", "serial"), name="analysis_number_once"),
        ),
        migrations.AddIndex(
            model_name="returnauthorization",
            index=models.Index(fields=["provider", "state", "return_by_on"], name="return_by_state"),
        ),
        migrations.AddIndex(
            model_name="returnauthorization",
            index=models.Index(fields=["organisation", "id"], name="return_of_customer"),
        ),
        migrations.AddIndex(
            model_name="returnauthorization",
            index=models.Index(
                condition=models.Q(("overdue_told_at", None), ("state__in", ["authorised", "awaiting unit"])),
                fields=["return_by_on"],
                name="return_to_ask_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnauthorization",
            constraint=models.UniqueConstraint(fields=("provider", "serial"), name="return_number_once"),
        ),
        migrations.AddConstraint(
            model_name="returnauthorization",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["closed", "withdrawn"]), _negated=True),
                fields=("unit",),
                name="return_open_once_a_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnauthorization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("over_at", None), ("state__in", ["closed", "withdrawn"]), _connector="XOR"
                ),
                name="return_over_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnauthorization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("evaluation", None), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="return_has_evaluation_or_reason",
            ),
        ),
    ]
