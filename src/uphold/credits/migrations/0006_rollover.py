"""A lot names the one that what is left of it moves into; keys have room for the row that grants."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("credits", "0005_kept_figures")]

    operations = [
        migrations.AddField(
            model_name="lot",
            name="rolls_over_to",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AlterField(
            model_name="lot", name="key", field=models.CharField(max_length=300, unique=True)
        ),
        migrations.AlterField(
            model_name="ledgerentry", name="key", field=models.CharField(max_length=340, unique=True)
        ),
    ]
