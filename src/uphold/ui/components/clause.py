"""The § chip: which words of which agreement decided, with what follows from them."""

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Clause:
    """A citation ready to be shown: `cells` is the quoted row, column by column."""

    number: str
    label: str
    href: str
    source: str = ""
    quote: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    readings: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> str:
        return f"§ {self.number}" if self.number else "§"

    @property
    def has_card(self) -> bool:
        return bool(self.quote or self.cells or self.readings or self.facts)

    @property
    def title(self) -> str:
        return gettext("Clause %(number)s, %(label)s") % {"number": self.number, "label": self.label}
