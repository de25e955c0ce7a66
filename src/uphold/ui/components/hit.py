"""What the palette finds: pages, tickets, people, clauses and acts, in groups."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    label: str
    href: str
    icon: str = ""
    detail: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class HitGroup:
    label: str
    hits: tuple[Hit, ...]
