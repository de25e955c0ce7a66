"""The first rows of the room."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_tokens_and_clerks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Product",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("family", models.CharField(blank=True, default="", max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("hardware", "Hardware"), ("software", "Software"), ("service", "Service")],
                        max_length=10,
                    ),
                ),
                ("sale_ends_on", models.DateField(null=True)),
                ("support_ends_on", models.DateField(null=True)),
                ("is_on_status_page", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="people.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProductVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("released_on", models.DateField(null=True)),
                ("sale_ends_on", models.DateField(null=True)),
                ("support_ends_on", models.DateField(null=True)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="products.product",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("address", models.TextField(blank=True, default="")),
                ("zone", models.CharField(blank=True, default="", max_length=64)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sites",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
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
                        choices=[("serial", "Serial"), ("deployment", "Deployment"), ("service", "Service")],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in use", "In Use"),
                            ("spare", "Spare"),
                            ("returned", "Returned"),
                            ("replaced", "Replaced"),
                            ("retired", "Retired"),
                        ],
                        default="in use",
                        max_length=10,
                    ),
                ),
                ("shipped_on", models.DateField(null=True)),
                ("purchased_on", models.DateField(null=True)),
                ("warranty_ends_on", models.DateField(null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "deployment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="products.unit",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="people.organisation",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="products.product",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="people.provider",
                    ),
                ),
                (
                    "replaced_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacement_of",
                        to="products.unit",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="products.site",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="products.productversion",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(fields=("provider", "name"), name="product_once"),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="product_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sale_ends_on", None),
                    ("support_ends_on", None),
                    ("support_ends_on__gte", models.F("sale_ends_on")),
                    _connector="OR",
                ),
                name="product_is_supported_while_sold",
            ),
        ),
        migrations.AddConstraint(
            model_name="productversion",
            constraint=models.UniqueConstraint(fields=("product", "name"), name="product_version_once"),
        ),
        migrations.AddConstraint(
            model_name="productversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="product_version_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="productversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sale_ends_on", None),
                    ("support_ends_on", None),
                    ("support_ends_on__gte", models.F("sale_ends_on")),
                    _connector="OR",
                ),
                name="product_version_is_supported_while_sold",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(fields=("organisation", "name"), name="site_once"),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="site_has_a_name"
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["organisation", "provider", "kind", "name"], name="unit_of_customer"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["provider", "product", "state"], name="unit_of_product"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "serial")), fields=("provider", "name"), name="unit_serial_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "serial"), _negated=True),
                fields=("organisation", "provider", "kind", "name"),
                name="unit_name_once_a_customer",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="unit_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaced_by", None), ("state", "replaced"), _connector="OR"),
                name="unit_replaced_fits",
            ),
        ),
    ]
