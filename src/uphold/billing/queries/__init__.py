"""Named loads of billing, each with a fixed number of statements, whatever the number of rows."""

from uphold.billing.queries.amounts import (
    credit_balances,
    credit_sums,
    open_invoices,
    open_sums,
    usual_currency,
)
from uphold.billing.queries.lists import (
    DisputePage,
    InvoiceFilters,
    InvoicePage,
    InvoiceState,
    PaymentPage,
    RepaymentPage,
    dispute_list,
    invoice_list,
    payment_list,
    repayment_list,
    state_of,
)
from uphold.billing.queries.one import InvoiceSheet, invoice_page
from uphold.billing.queries.party import buyer_of, sellers_of, tax_rates_of
from uphold.billing.queries.receivable import AgedCustomer, ageing
from uphold.billing.queries.run import ItemPage, OpenWork, Progress, item_page, open_work, progress_of

__all__ = [
    "AgedCustomer",
    "DisputePage",
    "InvoiceFilters",
    "InvoicePage",
    "InvoiceSheet",
    "InvoiceState",
    "ItemPage",
    "OpenWork",
    "PaymentPage",
    "Progress",
    "RepaymentPage",
    "ageing",
    "buyer_of",
    "credit_balances",
    "credit_sums",
    "dispute_list",
    "invoice_list",
    "invoice_page",
    "item_page",
    "open_invoices",
    "open_sums",
    "open_work",
    "payment_list",
    "progress_of",
    "repayment_list",
    "sellers_of",
    "state_of",
    "tax_rates_of",
    "usual_currency",
]
