"""How many days after an invoice was due its reader is reminded; none unless the provider says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing", "0004_kept_for_good")]

    operations = [
        migrations.AddField("seller", "reminder_days", models.PositiveSmallIntegerField(null=True)),
        migrations.AddConstraint(
            "seller",
            models.CheckConstraint(
                condition=models.Q(reminder_days__isnull=True) | models.Q(reminder_days__gte=1),
                name="seller_reminds_of_what_is_overdue",
            ),
        ),
    ]
