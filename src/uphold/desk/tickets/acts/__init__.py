"""What can be done to a ticket: one file an act, each with its form, its verb and its clause."""
