"""What just happened, said once in a polite live region."""

from dataclasses import dataclass

ICONS = {"done": "check", "refused": "circle-alert", "told": "info"}


@dataclass(frozen=True, slots=True)
class Flash:
    words: str
    look: str = "done"

    @property
    def icon(self) -> str:
        return ICONS[self.look]
