"""Keeping a decision: version, row, facts and outcome, as they were when it was made."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from uphold.agreements.models import DecisionRecord
from uphold.journal.models import Entry
from uphold.journal.write import subject_kind
from uphold.policy.decide.condition import FactValue
from uphold.policy.scenario.answer import Ruling


def record_decisions(decisions: Iterable[DecisionRecord]) -> None:
    """In one statement, as `decision_of` made them."""
    DecisionRecord.objects.bulk_create(list(decisions))


def decision_of(
    *,
    kind: str,
    ruling: Ruling,
    outcome: Mapping[str, Any],
    version_id: int,
    about: Model,
    organisation_id: int | None,
    entry: Entry | None,
    at: datetime,
) -> DecisionRecord:
    """The row, to be written. `outcome` holds values of the trade, instants as text; `entry` is the act that asked."""
    cited = ruling.citation
    return DecisionRecord(
        version_id=version_id,
        kind=kind,
        said=ruling.said,
        document=cited.document if cited else "",
        clause=cited.clause if cited else "",
        anchor=cited.anchor if cited else "",
        row=cited.row if cited else "",
        line=cited.line if cited else None,
        facts={name: fact_as_json(value) for name, value in ruling.because.items()},
        outcome=dict(outcome),
        about_kind=subject_kind(about),
        about_id=about.pk,
        entry_id=entry.pk if entry else None,
        organisation_id=organisation_id,
        at=at,
    )


def fact_as_json(value: FactValue) -> str | list[str]:
    """A name, the names of a set in order, or a number as text."""
    if isinstance(value, frozenset):
        return min(value) if len(value) == 1 else sorted(value)
    return str(value)
