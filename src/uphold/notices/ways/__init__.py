"""Ways: how each member of the staff is reached beside his mail. Addresses are sealed, and never shown again."""

from uphold.notices.ways.actions import Added, add_way, retire_way, try_way
from uphold.notices.ways.queries import own_ways, ways_of

__all__ = ["Added", "add_way", "own_ways", "retire_way", "try_way", "ways_of"]
