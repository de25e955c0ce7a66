"""Who is entitled to a release: the answer to a customer who has the product, outside any ticket."""

from __future__ import annotations

from datetime import datetime

from uphold.policy.clocks.events import Event, Happening
from uphold.policy.decide.condition import FactValue
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answer import ReleaseAnswer
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import one
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.release import release_answer
from uphold.policy.scenario.telling import tell


def release_right(agreement: Agreement, *, kind: str, plan: str = "", at: datetime) -> ReleaseAnswer | None:
    r"""Whether a release of this kind is owed to a customer of this plan, and at what charge.

    `kind` is the label of an Entitlement row; what no row names is not said. An empty plan is one nobody stated.

    >>> from datetime import UTC
    >>> from uphold.policy.document import read
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> rows = "| Entitlement | Entitled | Charge |\n|---|---|---|\n| Patch | yes | no charge |"
    >>> small = read(f"---\n{front}\ncurrency: EUR\n---\n# Support\n\n{rows}\n", path="small.md").agreement
    >>> said = release_right(small, kind="Patch", at=datetime(2026, 6, 9, tzinfo=UTC))
    >>> said.entitled, said.charge
    ('yes', '0.00')
    """
    facts: dict[str, FactValue] = {"plan": one(plan)} if plan else {}
    out = Event(at=at, what=Happening.RELEASED, kind=kind)
    case = Case(opened_at=at, at=at, facts=facts, events=(out,))
    return release_answer(tell(matter_of(agreement, case=case)))
