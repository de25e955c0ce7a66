"""Credits: support minutes in lots, moved by postings that sum to zero; the balance is derived."""
