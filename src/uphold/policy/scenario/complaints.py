"""Complaints: everything that cannot be read in a scenario, with its path, told all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from uphold.policy.document.names import listed, nearest


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong at a path ("events[2].for"), and what would be right."""

    path: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}: {self.text}" if self.path else self.text


class UnreadableCase(ValueError):
    """A scenario that cannot be read; `complaints` are all its faults in the order found."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(str(complaint) for complaint in self.complaints))

    @classmethod
    def saying(cls, text: str) -> UnreadableCase:
        """One complaint about the whole."""
        return cls([Complaint("", text)])


@dataclass(slots=True)
class Complaints:
    """The faults found so far."""

    found: list[Complaint] = field(default_factory=list)

    def add(self, path: str, text: str) -> None:
        """One more fault."""
        self.found.append(Complaint(path, text))

    def unknown(self, path: str, name: object, *, known: Iterable[str], what: str) -> None:
        """A name that is none of those known, with the nearest."""
        names = tuple(dict.fromkeys(known))
        near = nearest(str(name), names)
        known_are = f"known are {listed(names)}" if names else "none is declared"
        hint = f"did you mean '{near}'?" if near else known_are
        self.add(path, f"'{name}' is not a known {what}; {hint}")

    def keys(self, data: Mapping[str, object], *, known: Iterable[str], path: str) -> None:
        """Every key that is none of those known."""
        names = tuple(known)
        for key in data:
            if key not in names:
                self.unknown(joined(path, key), key, known=names, what="key")


def joined(path: str, key: str) -> str:
    """The path of a key below a path.

    >>> joined("events[0]", "for"), joined("", "opened")
    ('events[0].for', 'opened')
    """
    return f"{path}.{key}" if path else key
