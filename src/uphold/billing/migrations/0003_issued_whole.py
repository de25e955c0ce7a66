"""An invoice and its lines come in one transaction; a run issues one invoice for each customer and currency."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0002_ties"),
        ("people", "0002_tokens_and_clerks"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="invoice",
            name="invoice_once_a_run_and_customer",
        ),
        migrations.AddField(
            model_name="invoice",
            name="transaction",
            field=models.BigIntegerField(db_default=models.Func(function="txid_current")),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "invoice")),
                fields=("run", "organisation", "currency"),
                name="invoice_once_a_run_and_customer",
            ),
        ),
    ]
