"""Addresses of billing."""

from django.urls import path

from uphold.desk.billing import (
    acts,
    bank,
    disputes,
    export,
    invoice,
    invoices,
    letters,
    parties,
    payments,
    previews,
    repayments,
    runs,
)

urlpatterns = [
    path("", invoices.index, name="invoices"),
    path("invoices/new", acts.new, name="invoice-new"),
    path("invoices/<int:invoice_id>", invoice.show, name="invoice"),
    path("invoices/<int:invoice_id>/documents/<slug:form>", invoice.document, name="invoice-document"),
    path("invoices/<int:invoice_id>/credit", acts.credit, name="invoice-credit"),
    path(
        "invoices/<int:invoice_id>/lines/<int:invoice_line_id>/dispute", acts.dispute, name="invoice-dispute"
    ),
    path("invoices/<int:invoice_id>/letter", letters.sending, name="invoice-letter"),
    path("invoices/<int:invoice_id>/reminder", letters.reminding, name="invoice-reminder"),
    path("export", export.new, name="invoice-export"),
    path("runs", runs.index, name="runs"),
    path("runs/new", runs.new, name="run-new"),
    path("runs/<int:run_id>", runs.show, name="run"),
    path("runs/<int:run_id>/progress", runs.progress, name="run-progress"),
    path(
        "runs/<int:run_id>/previews/<int:organisation_id>-<slug:currency>.pdf",
        previews.show,
        name="run-preview",
    ),
    path("runs/<int:run_id>/start", runs.start, name="run-start"),
    path("runs/<int:run_id>/withdrawal", runs.withdraw, name="run-withdrawal"),
    path("runs/<int:run_id>/resumption", runs.resume, name="run-resumption"),
    path("runs/<int:run_id>/end", runs.end, name="run-end"),
    path("payments", payments.index, name="payments"),
    path("payments/new", payments.new, name="payment-new"),
    path("payments/<int:payment_id>", payments.show, name="payment"),
    path("payments/<int:payment_id>/reversal", payments.take_back, name="payment-reversal"),
    path("repayments", repayments.index, name="repayments"),
    path("repayments/new", repayments.new, name="repayment-new"),
    path("repayments/<int:repayment_id>", repayments.show, name="repayment"),
    path("repayments/<int:repayment_id>/reversal", repayments.take_back, name="repayment-reversal"),
    path("bank", bank.index, name="bank"),
    path("bank/new", bank.new, name="bank-new"),
    path("bank/<int:bank_line_id>", bank.match, name="bank-line"),
    path("bank/<int:bank_line_id>/aside", bank.put_aside, name="bank-line-aside"),
    path("disputes", disputes.index, name="disputes"),
    path("disputes/<int:dispute_id>", acts.answer, name="dispute"),
    path("customers/<int:provider_id>/<int:organisation_id>", parties.buyer, name="buyer"),
    path("invoicing", parties.index, name="invoicing"),
    path("invoicing/<int:provider_id>", parties.seller, name="seller"),
    path("invoicing/rates/new", parties.rate, name="tax-rate-new"),
    path("invoicing/rates/<int:rate_id>", parties.retire, name="tax-rate"),
]
