"""Requests for a consent that nobody answered in time are taken note of, once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metering", "0008_prices_kept_for_good"),
        ("people", "0002_tokens_and_clerks"),
        ("tickets", "0007_facts_of_the_unit"),
    ]

    operations = [
        migrations.AddField(
            model_name="consentrequest",
            name="ran_out_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="consentrequest",
            index=models.Index(
                condition=models.Q(("answered_at", None), ("ran_out_at", None)),
                fields=["expires_at"],
                name="consent_request_open",
            ),
        ),
    ]
