"""The ledger of support minutes: lots, and postings that sum to zero; every balance is derived."""
