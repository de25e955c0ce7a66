"""A bug knows the product and the version that its words name."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_tokens_and_clerks"),
        ("problems", "0003_bugs_recorded_twice"),
        ("products", "0002_lists_by_name_and_warranty"),
    ]

    operations = [
        migrations.AddField(
            model_name="bug",
            name="known_product",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bugs",
                to="products.product",
            ),
        ),
        migrations.AddField(
            model_name="bug",
            name="known_version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bugs",
                to="products.productversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="bug",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("known_version", None), ("known_product__isnull", False), _connector="OR"
                ),
                name="bug_version_has_its_product",
            ),
        ),
    ]
