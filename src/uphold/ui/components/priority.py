"""A mark of priority: as many bars as it weighs, with its name."""

from dataclasses import dataclass

LEVELS = 4


@dataclass(frozen=True, slots=True)
class Priority:
    """`level` counts from 1, the most urgent, as agreements do."""

    name: str
    level: int
    was_requested: str = ""

    @property
    def bars(self) -> tuple[bool, ...]:
        """Four bars from the shortest, filled as far as the level reaches."""
        filled = max(LEVELS - self.level + 1, 1)
        return tuple(place < filled for place in range(LEVELS))

    @property
    def look(self) -> str:
        return {1: "urgent", 2: "high"}.get(self.level, "usual")
