"""Evaluations of units, and their returns."""
