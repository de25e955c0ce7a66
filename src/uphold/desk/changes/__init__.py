"""Service changes at the desk: which wait for work, and what was done."""
