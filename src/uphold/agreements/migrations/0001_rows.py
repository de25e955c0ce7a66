"""The rows of the room, with their constraints and indexes."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80)),
                ("is_annex", models.BooleanField(default=False)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="people.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("plan", models.CharField(blank=True, default="", max_length=80)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="people.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="people.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ContractAnnex",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bindings",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bindings",
                        to="agreements.contract",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.AddField(
            model_name="contract",
            name="annexes",
            field=models.ManyToManyField(
                related_name="annexed_to", through="agreements.ContractAnnex", to="agreements.agreement"
            ),
        ),
        migrations.CreateModel(
            name="DecisionRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version_id", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("said", models.TextField()),
                ("document", models.TextField(default="")),
                ("clause", models.TextField(default="")),
                ("anchor", models.TextField(default="")),
                ("row", models.TextField(default="")),
                ("line", models.PositiveIntegerField(null=True)),
                ("facts", models.JSONField(default=dict)),
                ("outcome", models.JSONField(default=dict)),
                ("about_kind", models.TextField()),
                ("about_id", models.BigIntegerField()),
                ("entry_id", models.BigIntegerField(null=True)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "indexes": [
                    models.Index(fields=["about_kind", "about_id", "at", "id"], name="decision_about"),
                    models.Index(fields=["organisation_id", "-at"], name="decision_organisation"),
                    models.Index(fields=["version_id", "anchor"], name="decision_version"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("effective_on", models.DateField()),
                ("timezone", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("checked", "Checked"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=16,
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="agreements.agreement",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(fields=("provider", "slug"), name="agreement_slug_once"),
        ),
        migrations.AddConstraint(
            model_name="contractannex",
            constraint=models.UniqueConstraint(fields=("contract", "agreement"), name="contract_annex_once"),
        ),
        migrations.AddConstraint(
            model_name="contractannex",
            constraint=models.UniqueConstraint(
                fields=("contract", "position"), name="contract_annex_place_once"
            ),
        ),
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(fields=["organisation", "provider", "-starts_on"], name="contract_in_force"),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                ),
                name="contract_ends_after_its_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("organisation", "provider"),
                name="contract_one_runs_on",
            ),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(fields=["agreement", "-effective_on"], name="version_effective"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("agreement", "version"), name="version_once"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="version_hash_is_sha256"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("status__in", ["draft", "checked"])),
                    models.Q(("published_at__isnull", False), ("status__in", ["published", "superseded"])),
                    _connector="OR",
                ),
                name="version_published_at_fits_its_status",
            ),
        ),
    ]
