"""What moved on from lot to lot is summed at every settlement; few entries are that, however long the ledger."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("credits", "0007_lots_end_sooner")]

    operations = [
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(
                fields=["account"], condition=models.Q(movement="rollover"), name="ledger_rollover"
            ),
        ),
    ]
