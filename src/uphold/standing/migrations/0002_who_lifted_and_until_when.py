"""Who lifted a suspension and why, until when it lasts, and how late the account was when it began."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_covered_units"),
        ("people", "0002_tokens_and_clerks"),
        ("standing", "0001_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="suspension",
            name="days_past_due",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="suspension",
            name="lifted_because",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AddField(
            model_name="suspension",
            name="lifted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lifted_suspensions",
                to="people.staff",
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="until",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("lifted_by__isnull", True), ("ends_at__isnull", False), _connector="OR"),
                name="suspension_lifted_is_over",
            ),
        ),
    ]
