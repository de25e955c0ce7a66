"""Invoices, credit notes, payments and disputes."""
