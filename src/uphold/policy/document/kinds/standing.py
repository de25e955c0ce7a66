"""Standing: what late payment suspends; the label is the capability."""

from __future__ import annotations

from uphold.policy.document.cells.answers import STANDING as ANSWERS
from uphold.policy.document.cells.answers import answer_of
from uphold.policy.document.kinds.kind import Column, Kind

STANDING = Kind(
    name="Standing",
    is_deciding=True,
    labels="capability",
    columns=(Column("Answer", answer_of(ANSWERS), is_required=True), Column("Until")),
)
