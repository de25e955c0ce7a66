"""Cells: one file for each type of value; a reader returns the term or refuses with what would be right."""
