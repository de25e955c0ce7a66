"""A promise knows the priority that it was made for; one that a log cannot tell of is neither met nor missed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_rows")]

    operations = [
        migrations.AddField(
            model_name="promise",
            name="priority",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AlterField(
            model_name="promise",
            name="state",
            field=models.CharField(
                choices=[
                    ("running", "Running"),
                    ("met", "Met"),
                    ("missed", "Missed"),
                    ("paused", "Paused"),
                    ("ended", "Ended"),
                    ("superseded", "Superseded"),
                    ("none", "None"),
                    ("unlogged", "Unlogged"),
                ],
                max_length=12,
            ),
        ),
    ]
