"""Invoices in the portal: what is to be paid, for what, and what one does not agree with."""
