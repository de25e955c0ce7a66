"""Readiness: what the agreement asks to be ready before an appointment of this case is confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from uphold.policy.decide.rule import Citation
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.kinds.readiness import WHEN_UNFAMILIAR
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import name_in, words_of
from uphold.policy.scenario.derive import is_asked_of
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.telling import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """One thing that must be ready, and the row that says so."""

    name: str
    meaning: str
    citation: Citation


def asks_what_is_unfamiliar(agreement: Agreement, case: Case) -> bool:
    """Whether something hangs on equipment or surroundings being new to the customer."""
    return readiness_asked(agreement, case, is_unfamiliar=True) != readiness_asked(
        agreement, case, is_unfamiliar=False
    )


def readiness_asked(agreement: Agreement, case: Case, *, is_unfamiliar: bool) -> tuple[Required, ...]:
    r"""What must be ready, in the order of the document; `is_unfamiliar`: equipment or surroundings are new to him.

    A row without Needed is needed always; one that names neither request nor service is asked of every case.

    >>> from datetime import UTC, datetime
    >>> from uphold.policy.document import read
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> table = "| Readiness | Needed |\n|---|---|\n| Bench test | when unfamiliar |\n| Access | always |"
    >>> small = read(f"---\n{front}\ncurrency: EUR\n---\n# Support\n\n{table}\n", path="small.md").agreement
    >>> noon = datetime(2026, 6, 9, 12, tzinfo=UTC)
    >>> [each.name for each in readiness_asked(small, Case(opened_at=noon, at=noon), is_unfamiliar=False)]
    ['Access']
    """
    matter = matter_of(agreement, case=case)
    known = tell(matter).facts(matter.at).known
    return tuple(
        Required(name=row.name, meaning=words_of(row.cells.get("meaning")) or "", citation=row.citation)
        for row in agreement.entries.get("readiness", ())
        if is_asked_of(row.cells, known)
        and (is_unfamiliar or name_in(row.cells.get("needed")) != WHEN_UNFAMILIAR)
    )
