"""The installed base as people read it: what a unit is, whether it is supported and under warranty, what covers it."""
