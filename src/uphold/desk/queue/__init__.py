"""The queue: saved views, filters in the address, pages by key."""
