"""Decisions: facts, conditions and rules in; the deciding row with its citation and reasons out."""
