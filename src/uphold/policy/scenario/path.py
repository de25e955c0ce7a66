"""The path of escalation as the agreement names it: its contacts in order, with the ways to reach them."""

from __future__ import annotations

from dataclasses import dataclass

from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.cells import words_of
from uphold.policy.scenario.occasions import is_timed


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A contact on the path; `number` counts from 1. What the row does not say is empty."""

    number: int
    name: str
    role: str
    address: str
    telephone: str


def path_of(agreement: Agreement) -> tuple[Step, ...]:
    r"""The Contact rows in the order of the document.

    >>> from uphold.policy.document import read
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> table = "| Contact | Role |\n|---|---|\n| Desk | First |\n| Owner | |"
    >>> small = read(f"---\n{front}\ncurrency: EUR\n---\n# Path\n\n{table}\n", path="small.md").agreement
    >>> [(step.number, step.name, step.role) for step in path_of(small)]
    [(1, 'Desk', 'First'), (2, 'Owner', '')]
    """
    entries = agreement.entries.get("contact", ())
    return tuple(
        Step(
            number=number,
            name=entry.name,
            role=words_of(entry.cells.get("role")) or "",
            address=words_of(entry.cells.get("address")) or "",
            telephone=words_of(entry.cells.get("telephone")) or "",
        )
        for number, entry in enumerate(entries, start=1)
    )


def escalates_by_clock(agreement: Agreement) -> bool:
    """Whether a row of escalation speaks when a target is missed or a time has passed, without anybody asking."""
    return is_timed(agreement.rules.get("escalation", ()))
