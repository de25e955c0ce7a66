"""The state of a ticket in a word with an icon."""

from dataclasses import dataclass

ICONS = {
    "new": "circle-dot",
    "open": "circle",
    "waiting": "circle-pause",
    "monitoring": "eye",
    "resolved": "circle-check",
    "closed": "archive",
}


@dataclass(frozen=True, slots=True)
class Status:
    code: str
    words: str

    @property
    def icon(self) -> str:
        return ICONS.get(self.code, "circle")
