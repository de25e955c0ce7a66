"""Bugs: what does not work as documented, the tickets it caused, and the release that ends it."""
