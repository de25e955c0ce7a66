"""Return by: the last day on which a unit may come back that was replaced ahead."""

from __future__ import annotations

from datetime import date, datetime

from uphold.policy.decide.terms import Duration
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.silence import ends_at


def return_by(agreement: Agreement, *, within: Duration, sent_at: datetime) -> date | None:
    r"""The day, by the agreement's calendar; None where the hours that it counts on never open.

    >>> from datetime import UTC
    >>> from decimal import Decimal
    >>> from uphold.policy.decide.terms import Unit
    >>> from uphold.policy.document import read
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> small = read(f"---\n{front}\ncurrency: EUR\n---\n# Support\n", path="small.md").agreement
    >>> sent_at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    >>> return_by(small, within=Duration(Decimal(30), Unit.DAY), sent_at=sent_at).isoformat()
    '2026-04-01'
    """
    matter = matter_of(agreement, case=Case(opened_at=sent_at, at=sent_at))
    ended_at = ends_at(matter, within, since=sent_at)
    return None if ended_at is None else matter.day_of(ended_at)
