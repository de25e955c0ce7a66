"""A charge says whether its row needed a consent; its movements stand in the ledger, and no key ties the two."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metering", "0005_kept_for_good")]

    operations = [
        migrations.RemoveField(model_name="charge", name="ledger_entry"),
        migrations.AddField(
            model_name="charge",
            name="consent",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
    ]
