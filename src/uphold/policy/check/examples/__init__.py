"""Worked examples of an agreement: read as customers read them, run as the desk would run them."""
