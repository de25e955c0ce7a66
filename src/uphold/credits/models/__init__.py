"""Rows of credits, one file a noun."""

from uphold.credits.models.account import CreditAccount
from uphold.credits.models.ledger import LedgerEntry, Movement, Place, Posting
from uphold.credits.models.lot import Lot, Source
from uphold.credits.models.order import CreditOrder, PackagePrice

__all__ = [
    "CreditAccount",
    "CreditOrder",
    "LedgerEntry",
    "Lot",
    "Movement",
    "PackagePrice",
    "Place",
    "Posting",
    "Source",
]
