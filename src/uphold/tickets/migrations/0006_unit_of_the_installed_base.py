"""A ticket may name the unit of the installed base that it is about."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0001_rows"),
        ("tickets", "0005_covered_unit"),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to="products.unit",
            ),
        ),
    ]
