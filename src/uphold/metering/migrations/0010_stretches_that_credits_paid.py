"""A settlement keeps the stretches that credits paid for; those before it keep how far they lasted, and read alike."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metering", "0009_requests_run_out")]

    operations = [
        migrations.AddField(model_name="settlement", name="paid", field=models.JSONField(null=True)),
    ]
