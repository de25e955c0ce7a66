"""Rows of billing, one file a noun."""

from uphold.billing.models.dispute import Dispute
from uphold.billing.models.document import Document
from uphold.billing.models.invoice import Invoice, InvoiceLine
from uphold.billing.models.party import Buyer, Seller, TaxRate
from uphold.billing.models.payment import (
    Allocation,
    BankImport,
    BankLine,
    Payment,
    PaymentRequest,
    Repayment,
)
from uphold.billing.models.run import InvoiceRun, RunItem

__all__ = [
    "Allocation",
    "BankImport",
    "BankLine",
    "Buyer",
    "Dispute",
    "Document",
    "Invoice",
    "InvoiceLine",
    "InvoiceRun",
    "Payment",
    "PaymentRequest",
    "Repayment",
    "RunItem",
    "Seller",
    "TaxRate",
]
