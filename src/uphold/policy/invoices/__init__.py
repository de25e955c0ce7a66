"""Invoices: totals for each rate of tax, what is taken back, which charges go where, and what a payment pays."""
