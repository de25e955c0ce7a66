"""Money that goes back: a part of a payment pays an invoice, or went back to the customer in a repayment."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("billing", "0005_reminders"), ("people", "0002_tokens_and_clerks")]

    operations = [
        migrations.CreateModel(
            "Repayment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("transfer", "Transfer"),
                            ("card", "Card"),
                            ("cheque", "Cheque"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("repaid_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                ("reference", models.CharField(blank=True, default="", max_length=140)),
                ("reason", models.CharField(max_length=300)),
                ("key", models.CharField(max_length=160, unique=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=PROTECT, related_name="repayments", to="people.organisation"),
                ),
                (
                    "provider",
                    models.ForeignKey(on_delete=PROTECT, related_name="repayments", to="people.provider"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True, on_delete=PROTECT, related_name="repayments", to="people.staff"
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True, on_delete=PROTECT, related_name="reversal", to="billing.repayment"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            "repayment",
            models.Index(fields=["organisation", "-repaid_on", "-id"], name="repayment_of_customer"),
        ),
        migrations.AddIndex(
            "repayment",
            models.Index(fields=["provider", "-repaid_on", "-id"], name="repayment_recent"),
        ),
        migrations.AddConstraint(
            "repayment",
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, reverses__isnull=True)
                | models.Q(amount__lt=0, reverses__isnull=False),
                name="repayment_sign_fits",
            ),
        ),
        migrations.AddConstraint(
            "repayment",
            models.CheckConstraint(condition=~models.Q(reason=""), name="repayment_says_why"),
        ),
        migrations.AddField(
            "allocation",
            "repayment",
            models.ForeignKey(
                null=True, on_delete=PROTECT, related_name="allocations", to="billing.repayment"
            ),
        ),
        migrations.AlterField(
            "allocation",
            "invoice",
            models.ForeignKey(null=True, on_delete=PROTECT, related_name="allocations", to="billing.invoice"),
        ),
        migrations.AddConstraint(
            "allocation",
            models.CheckConstraint(
                condition=models.Q(invoice__isnull=False, repayment__isnull=True)
                | models.Q(invoice__isnull=True, repayment__isnull=False),
                name="allocation_has_one_end",
            ),
        ),
    ]
