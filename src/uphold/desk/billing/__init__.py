"""Billing in the desk: invoices, runs, payments, files of banks and disputes."""
