"""The kinds of table, one a file."""
