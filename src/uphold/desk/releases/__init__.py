"""Releases in the desk: the list, drafts with what they would bring, and who was told of those that are out."""
