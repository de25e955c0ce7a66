"""Planned work and outages: what is affected, who is told, and what became of it."""
