"""Scenarios: a case as people describe it, and everything the agreement decides about it."""
