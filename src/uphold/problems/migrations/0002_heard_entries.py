"""A link remembers what its ticket heard, a problem has one bug, and a release has its kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("problems", "0001_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="bug",
            name="released_as",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AddField(
            model_name="bugticket",
            name="heard_entry_id",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="bugticket",
            index=models.Index(
                condition=models.Q(("unlinked_at__isnull", True)),
                fields=["bug", "heard_entry_id", "ticket"],
                name="bug_to_be_heard",
            ),
        ),
        migrations.AddConstraint(
            model_name="bugticket",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unlinked_at__isnull", True)),
                fields=("ticket", "problem"),
                name="problem_has_one_bug",
            ),
        ),
    ]
