"""The rows that point at one another."""

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("billing", "0001_rows"),
        ("credits", "0001_rows"),
        ("metering", "0004_money"),
        ("people", "0002_tokens_and_clerks"),
    ]

    operations = [
        migrations.AddField(
            model_name="invoiceline",
            name="charge",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoice_line",
                to="metering.charge",
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="corrects",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="billing.invoiceline",
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="invoice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="billing.invoice"
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="order",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoice_line",
                to="credits.creditorder",
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="disputes", to="billing.invoiceline"
            ),
        ),
        migrations.AddField(
            model_name="invoicerun",
            name="prepared_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoice_runs",
                to="people.staff",
            ),
        ),
        migrations.AddField(
            model_name="invoicerun",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invoice_runs", to="people.provider"
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="run",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoices",
                to="billing.invoicerun",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="people.organisation"
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="people.provider"
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="recorded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="people.staff",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="reverses",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reversal",
                to="billing.payment",
            ),
        ),
        migrations.AddField(
            model_name="bankline",
            name="payment",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bank_line",
                to="billing.payment",
            ),
        ),
        migrations.AddField(
            model_name="allocation",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="allocations", to="billing.payment"
            ),
        ),
        migrations.AddField(
            model_name="paymentrequest",
            name="invoice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payment_requests",
                to="billing.invoice",
            ),
        ),
        migrations.AddField(
            model_name="paymentrequest",
            name="payment",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="request",
                to="billing.payment",
            ),
        ),
        migrations.AddField(
            model_name="runitem",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="run_items",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="runitem",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="billing.invoicerun"
            ),
        ),
        migrations.AddField(
            model_name="seller",
            name="provider",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="seller", to="people.provider"
            ),
        ),
        migrations.AddField(
            model_name="taxrate",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="tax_rates", to="people.provider"
            ),
        ),
        migrations.AddField(
            model_name="seller",
            name="default_tax_rate",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="billing.taxrate"
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="tax_rate",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="billing.taxrate"
            ),
        ),
        migrations.AddField(
            model_name="buyer",
            name="tax_rate",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="billing.taxrate"
            ),
        ),
        migrations.AddConstraint(
            model_name="bankimport",
            constraint=models.UniqueConstraint(fields=("provider", "sha256"), name="bank_import_once"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("invoice", "form"), name="document_once"),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("line",), name="dispute_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="dispute_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoicerun",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__gt", models.F("from_on"))), name="invoice_run_has_a_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoicerun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")),
                fields=("provider",),
                name="invoice_run_one_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["provider", "-issued_on", "-id"], name="invoice_recent"),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["organisation", "-issued_on", "-id"], name="invoice_of_customer"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(fields=("provider", "number"), name="invoice_number_once"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                fields=("provider", "kind", "serial"), name="invoice_serial_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "invoice")),
                fields=("run", "organisation"),
                name="invoice_once_a_run_and_customer",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "gross_amount",
                        django.db.models.expressions.CombinedExpression(
                            models.F("net_amount"), "+", models.F("tax_amount")
                        ),
                    )
                ),
                name="invoice_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects__isnull", True), ("gross_amount__gte", 0), ("kind", "invoice")),
                    models.Q(("corrects__isnull", False), ("gross_amount__lte", 0), ("kind", "credit note")),
                    _connector="OR",
                ),
                name="invoice_sign_fits_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "credit note"),
                    models.Q(
                        ("credited_amount__gte", 0),
                        ("paid_amount__gte", 0),
                        (
                            "gross_amount__gte",
                            django.db.models.expressions.CombinedExpression(
                                models.F("paid_amount"), "+", models.F("credited_amount")
                            ),
                        ),
                    ),
                    _connector="OR",
                ),
                name="invoice_is_not_overpaid",
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["organisation", "-received_on", "-id"], name="payment_of_customer"),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["provider", "-received_on", "-id"], name="payment_recent"),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gt", 0), ("reverses__isnull", True)),
                    models.Q(("amount__lt", 0), ("reverses__isnull", False)),
                    _connector="OR",
                ),
                name="payment_sign_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True), name="allocation_moves_something"
            ),
        ),
        migrations.AddIndex(
            model_name="runitem",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)), fields=["run", "id"], name="run_item_to_do"
            ),
        ),
        migrations.AddConstraint(
            model_name="runitem",
            constraint=models.UniqueConstraint(fields=("run", "organisation"), name="run_item_once"),
        ),
        migrations.AddConstraint(
            model_name="taxrate",
            constraint=models.UniqueConstraint(fields=("provider", "name"), name="tax_rate_name_once"),
        ),
        migrations.AddConstraint(
            model_name="taxrate",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__gte", 0), ("percent__lte", 100)), name="tax_rate_is_a_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="seller",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("invoice_prefix__regex", "^[A-Z0-9][A-Z0-9-]*$"),
                    ("credit_note_prefix__regex", "^[A-Z0-9][A-Z0-9-]*$"),
                    models.Q(("invoice_prefix", models.F("credit_note_prefix")), _negated=True),
                ),
                name="seller_prefixes_differ",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.UniqueConstraint(
                fields=("invoice", "position"), name="invoice_line_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_waived", True), _negated=True), ("net_amount", 0), _connector="OR"
                ),
                name="waived_line_is_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="buyer",
            constraint=models.UniqueConstraint(fields=("organisation", "provider"), name="buyer_once"),
        ),
    ]
