"""An order keeps the row that offered its package, so that its invoice can cite it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("credits", "0008_rollovers_found")]

    operations = [
        migrations.AddField(
            "creditorder", "document", models.CharField(blank=True, default="", max_length=120)
        ),
        migrations.AddField(
            "creditorder", "clause", models.CharField(blank=True, default="", max_length=200)
        ),
        migrations.AddField(
            "creditorder", "anchor", models.CharField(blank=True, default="", max_length=120)
        ),
        migrations.AddField("creditorder", "row", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddField("creditorder", "line", models.PositiveIntegerField(null=True)),
    ]
