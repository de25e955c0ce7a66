"""When a way was tried, and what came of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_ways"),
    ]

    operations = [
        migrations.AddField(
            model_name="way",
            name="tried_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="way",
            name="tried_with",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
    ]
