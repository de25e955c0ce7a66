"""The organisation's tickets: the list, opening one, and the page of one with its acts."""
