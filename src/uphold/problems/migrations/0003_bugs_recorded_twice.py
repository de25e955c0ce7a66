"""A bug that was recorded twice points to the record that is kept; a ticket may have several of its problems there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_tokens_and_clerks"),
        ("problems", "0002_heard_entries"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="bugticket",
            name="bug_linked_once",
        ),
        migrations.AddField(
            model_name="bug",
            name="merged_into",
            field=models.ForeignKey(
                null=True,
                on_delete=models.PROTECT,
                related_name="merged",
                to="problems.bug",
            ),
        ),
        migrations.AlterField(
            model_name="bug",
            name="state",
            field=models.CharField(
                choices=[
                    ("reported", "Reported"),
                    ("handed over", "Handed Over"),
                    ("decided", "Decided"),
                    ("released", "Released"),
                    ("closed", "Closed"),
                    ("merged", "Merged"),
                ],
                default="reported",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="bug",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                    models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)),
                    _connector="OR",
                ),
                name="bug_merged_into_fits",
            ),
        ),
    ]
