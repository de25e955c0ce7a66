"""A person or an organisation by initials and name."""

from dataclasses import dataclass

HUES = 6


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    detail: str = ""
    href: str = ""
    is_agent: bool = False

    @property
    def initials(self) -> str:
        parts = [part for part in self.name.split() if part[:1].isalpha()]
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper() or "?"

    @property
    def hue(self) -> int:
        """One of a few quiet backgrounds, always the same for a name."""
        return sum(map(ord, self.name)) % HUES + 1
