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
    def bars(self) -> int:
        """How many of the four bars are filled."""
        return min(max(LEVELS - self.level + 1, 1), LEVELS)

    @property
    def look(self) -> str:
        return {1: "urgent", 2: "high"}.get(self.level, "usual")
