"""Clocks: what happened to a ticket, folded into the state of each promise."""
