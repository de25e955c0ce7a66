"""Service changes as their customer asks for them, approves them and follows them."""
