"""The first rows of the room."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0004_covered_units"),
        ("people", "0002_tokens_and_clerks"),
        ("products", "0002_lists_by_name_and_warranty"),
        ("tickets", "0007_facts_of_the_unit"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("since_at", models.DateTimeField()),
                ("declared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declared_outages",
                        to="people.staff",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outages",
                        to="people.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutageProduct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="of_products",
                        to="maintenance.outage",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="of_outages",
                        to="products.product",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="outage",
            name="products",
            field=models.ManyToManyField(
                related_name="outages", through="maintenance.OutageProduct", to="products.product"
            ),
        ),
        migrations.CreateModel(
            name="OutageTicket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("linked_at", models.DateTimeField()),
                ("unlinked_at", models.DateTimeField(null=True)),
                (
                    "outage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="maintenance.outage",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outage_links",
                        to="tickets.ticket",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutageUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outage_updates",
                        to="people.staff",
                    ),
                ),
                (
                    "outage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="maintenance.outage",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlannedWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("change", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=200)),
                ("words", models.TextField(blank=True, default="")),
                ("zone", models.CharField(max_length=64)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("approved", "Approved"),
                            ("announced", "Announced"),
                            ("under way", "Under Way"),
                            ("ended", "Ended"),
                            ("called off", "Called Off"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("occurrence_on", models.DateField(null=True)),
                ("uid", models.CharField(max_length=120, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("planned_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("announced_at", models.DateTimeField(null=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approved_work",
                        to="people.staff",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned_work",
                        to="people.staff",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned_work",
                        to="people.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Affected",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("units", models.PositiveIntegerField()),
                ("lead", models.CharField(blank=True, default="", max_length=120)),
                ("audience", models.CharField(blank=True, default="", max_length=200)),
                ("channel", models.CharField(blank=True, default="", max_length=120)),
                ("reminders", models.CharField(blank=True, default="", max_length=200)),
                ("earliest_at", models.DateTimeField(null=True)),
                ("is_short", models.BooleanField(default=False)),
                ("anchor", models.CharField(blank=True, default="", max_length=120)),
                ("row", models.CharField(blank=True, default="", max_length=200)),
                ("line", models.PositiveIntegerField(null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affected_by",
                        to="people.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affected",
                        to="agreements.version",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affected",
                        to="maintenance.plannedwork",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=200)),
                ("zone", models.CharField(max_length=64)),
                ("begins_on", models.DateField()),
                ("begins", models.TimeField()),
                ("lasts_minutes", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="maintenance_series",
                        to="people.provider",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="plannedwork",
            name="series",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="works",
                to="maintenance.series",
            ),
        ),
        migrations.CreateModel(
            name="WorkChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("moved", "Moved"), ("extended", "Extended"), ("called off", "Called Off")],
                        max_length=12,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("reason", models.TextField()),
                ("sequence", models.PositiveIntegerField()),
                ("by_kind", models.CharField(max_length=12)),
                ("by_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="maintenance.plannedwork",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkProduct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="of_works",
                        to="products.product",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="of_products",
                        to="maintenance.plannedwork",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="plannedwork",
            name="products",
            field=models.ManyToManyField(
                related_name="planned_work", through="maintenance.WorkProduct", to="products.product"
            ),
        ),
        migrations.CreateModel(
            name="WorkSite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="of_works",
                        to="products.site",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="of_sites",
                        to="maintenance.plannedwork",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="plannedwork",
            name="sites",
            field=models.ManyToManyField(
                related_name="planned_work", through="maintenance.WorkSite", to="products.site"
            ),
        ),
        migrations.AddConstraint(
            model_name="outageproduct",
            constraint=models.UniqueConstraint(fields=("outage", "product"), name="outage_product_once"),
        ),
        migrations.AddIndex(
            model_name="outage",
            index=models.Index(fields=["provider", "-since_at"], name="outage_of_provider"),
        ),
        migrations.AddConstraint(
            model_name="outage",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="outage_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="outage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at", None), ("ended_at__gte", models.F("since_at")), _connector="OR"
                ),
                name="outage_ends_later",
            ),
        ),
        migrations.AddIndex(
            model_name="outageticket",
            index=models.Index(fields=["outage", "ticket"], name="ticket_of_outage"),
        ),
        migrations.AddConstraint(
            model_name="outageticket",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unlinked_at", None)), fields=("ticket",), name="ticket_of_one_outage"
            ),
        ),
        migrations.AddIndex(
            model_name="outageupdate",
            index=models.Index(fields=["outage", "at"], name="update_of_outage"),
        ),
        migrations.AddConstraint(
            model_name="outageupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="outage_update_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="affected",
            constraint=models.UniqueConstraint(fields=("work", "organisation"), name="affected_once"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule", ""), _negated=True), name="series_has_a_rule"
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(("lasts_minutes__gt", 0)), name="series_lasts"
            ),
        ),
        migrations.AddIndex(
            model_name="workchange",
            index=models.Index(fields=["work", "at"], name="change_of_work"),
        ),
        migrations.AddConstraint(
            model_name="workchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="work_change_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="workproduct",
            constraint=models.UniqueConstraint(fields=("work", "product"), name="work_product_once"),
        ),
        migrations.AddConstraint(
            model_name="worksite",
            constraint=models.UniqueConstraint(fields=("work", "site"), name="work_site_once"),
        ),
        migrations.AddIndex(
            model_name="plannedwork",
            index=models.Index(fields=["provider", "state", "starts_at"], name="work_of_provider"),
        ),
        migrations.AddConstraint(
            model_name="plannedwork",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="work_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedwork",
            constraint=models.CheckConstraint(
                condition=models.Q(("change", ""), _negated=True), name="work_has_a_kind_of_change"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedwork",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="work_ends_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedwork",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "called off"]), ("approved_at__isnull", False), _connector="OR"
                ),
                name="work_is_approved_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedwork",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["announced", "under way", "ended"]), _negated=True),
                    ("announced_at__isnull", False),
                    _connector="OR",
                ),
                name="work_is_announced_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedwork",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["ended", "called off"]), ("ended_at__isnull", True), _connector="XOR"
                ),
                name="work_ended_at_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedwork",
            constraint=models.UniqueConstraint(fields=("series", "occurrence_on"), name="occurrence_once"),
        ),
    ]
