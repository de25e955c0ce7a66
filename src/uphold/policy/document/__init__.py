"""Documents: the Markdown of an agreement, read into names, hours and rules."""
