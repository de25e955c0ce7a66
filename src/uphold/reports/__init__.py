"""Read-only questions over the rooms: what was kept, and what was not."""
