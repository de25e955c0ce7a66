"""Finding things: the page of full-text search, and the palette."""
