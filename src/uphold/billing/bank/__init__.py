"""Files of banks: read by a mapping, taken once, matched to invoices; what nobody can match waits for a person."""
