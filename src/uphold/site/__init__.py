"""Wires the house: settings, addresses, middleware. Nothing is decided here."""
