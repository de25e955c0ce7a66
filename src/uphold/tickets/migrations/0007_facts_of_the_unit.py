"""What its unit brings along to a ticket is kept beside what was stated."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0006_unit_of_the_installed_base"),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="unit_facts",
            field=models.JSONField(default=dict),
        ),
    ]
