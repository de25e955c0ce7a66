"""A debt is repaid by a movement of its own when credits come in."""

from django.db import migrations, models

MOVEMENTS = [
    ("opening", "Opening"),
    ("hold", "Hold"),
    ("settlement", "Settlement"),
    ("release", "Release"),
    ("draw", "Draw"),
    ("refund", "Refund"),
    ("reversal", "Reversal"),
    ("expiry", "Expiry"),
    ("revival", "Revival"),
    ("rollover", "Rollover"),
    ("repayment", "Repayment"),
]


class Migration(migrations.Migration):
    dependencies = [("credits", "0001_rows")]

    operations = [
        migrations.RemoveConstraint(model_name="ledgerentry", name="ledger_movement_is_known"),
        migrations.AlterField(
            model_name="ledgerentry",
            name="movement",
            field=models.CharField(choices=MOVEMENTS, max_length=12),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("movement__in", [value for value, _ in MOVEMENTS])),
                name="ledger_movement_is_known",
            ),
        ),
    ]
