"""A citation as a § chip."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.answer import Ruling
from uphold.ui.components.clause import Clause

Href = Callable[[Citation], str]
"""Where a face shows the cited row."""


def clause_of(citation: Citation, *, href: Href, because: Mapping[str, FactValue] | None = None) -> Clause:
    """Make the chip of a cited row, with the facts that mattered on its card."""
    return Clause(
        number=citation.anchor,
        label=citation.row,
        href=href(citation),
        source=gettext("%(document)s, version %(version)s")
        % {"document": citation.document, "version": citation.version},
        quote=citation.quote.removeprefix(f"{citation.row}: "),
        readings=tuple(reading.text for reading in citation.readings),
        facts=tuple((name, fact_words(value)) for name, value in (because or {}).items()),
    )


def clause_of_ruling(ruling: Ruling, *, href: Href) -> Clause | None:
    """Make the chip of a ruling; none where the agreement says nothing."""
    return clause_of(ruling.citation, href=href, because=ruling.because) if ruling.citation else None


def fact_words(value: FactValue) -> str:
    """Say a fact's value: its names, or its number."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else ", ".join(sorted(value))
