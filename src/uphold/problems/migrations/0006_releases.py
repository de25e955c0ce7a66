"""A version comes out with the bugs that it ends, and each customer has a right to it or has none."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_tokens_and_clerks"),
        ("problems", "0005_products_by_name"),
        ("products", "0002_lists_by_name_and_warranty"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=80)),
                ("notes", models.TextField(blank=True, default="")),
                ("drafted_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafted_releases",
                        to="people.staff",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="people.provider",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release",
                        to="products.productversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReleasedBug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bug",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="released_in_releases",
                        to="problems.bug",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="released_bugs",
                        to="problems.release",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="release",
            name="bugs",
            field=models.ManyToManyField(
                related_name="releases", through="problems.ReleasedBug", to="problems.bug"
            ),
        ),
        migrations.CreateModel(
            name="ReleaseRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entitled",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not said", "Not Said")], max_length=8
                    ),
                ),
                ("charge", models.CharField(blank=True, default="", max_length=200)),
                ("reason", models.TextField(blank=True, default="")),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release_rights",
                        to="people.staff",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release_rights",
                        to="people.organisation",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights",
                        to="problems.release",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="releasedbug",
            constraint=models.UniqueConstraint(fields=("release", "bug"), name="bug_once_a_release"),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["provider", "-drafted_at"], name="release_recent"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", ""), _negated=True), name="release_has_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_at", None), ("released_at__gte", models.F("drafted_at")), _connector="OR"
                ),
                name="release_after_its_draft",
            ),
        ),
        migrations.AddIndex(
            model_name="releaseright",
            index=models.Index(fields=["organisation", "-release"], name="release_right_of_customer"),
        ),
        migrations.AddConstraint(
            model_name="releaseright",
            constraint=models.UniqueConstraint(fields=("release", "organisation"), name="release_right_once"),
        ),
        migrations.AddConstraint(
            model_name="releaseright",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("reason", "")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="release_right_decided_with_a_reason",
            ),
        ),
    ]
