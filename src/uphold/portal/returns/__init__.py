"""Returns as their customer follows them."""
