"""Pages of products and of the installed base."""
