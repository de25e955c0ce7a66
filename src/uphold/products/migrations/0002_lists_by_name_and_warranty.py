"""Units are listed by name, and by the day on which their warranty ends."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_tokens_and_clerks"),
        ("products", "0001_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="under_warranty_until",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["provider", "name", "id"], name="unit_by_name"),
        ),
    ]
