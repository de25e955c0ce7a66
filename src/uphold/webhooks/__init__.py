"""News for other programs: signed, queued with the change, delivered at least once."""
