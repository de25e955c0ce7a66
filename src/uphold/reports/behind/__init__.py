"""What stands behind a row of a report: the tickets, promises or customers that add up to it."""
