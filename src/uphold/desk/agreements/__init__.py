"""Agreements for staff: the documents, what the checker finds in them, questions to them, and new versions."""
