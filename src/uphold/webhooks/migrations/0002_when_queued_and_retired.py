"""When a delivery was queued, and since when an endpoint is retired. There are no rows from before."""

import datetime as dt

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_tokens_and_clerks"),
        ("webhooks", "0001_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="queued_at",
            field=models.DateTimeField(default=dt.datetime(2026, 1, 1, 0, 0, tzinfo=dt.UTC)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="endpoint",
            name="retired_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["endpoint", "-queued_at", "-id"], name="delivery_recent"),
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_active", True), ("retired_at__isnull", True)),
                    models.Q(("is_active", False), ("retired_at__isnull", False)),
                    _connector="OR",
                ),
                name="endpoint_retired_at_fits",
            ),
        ),
    ]
