"""The journal of standing: entries about the organisation, each naming the provider and the row that decided."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.people.models import Organisation
from uphold.policy.decide.rule import Citation
from uphold.standing.models import Suspension


def record(
    kind: str,
    organisation: Organisation,
    *,
    provider_id: int,
    by: Actor,
    at: datetime,
    detail: Mapping[str, Any],
) -> Entry:
    return write(
        kind,
        about=organisation,
        by=by,
        at=at,
        detail={"provider": provider_id, **detail},
        organisation_id=organisation.pk,
        topics=(f"organisation:{organisation.pk}", f"queue:{provider_id}"),
    )


def record_suspension(
    kind: str, suspension: Suspension, *, by: Actor, at: datetime, detail: Mapping[str, Any] | None = None
) -> Entry:
    return record(
        kind,
        suspension.organisation,
        provider_id=suspension.provider_id,
        by=by,
        at=at,
        detail={
            "suspension": suspension.pk,
            "capability": suspension.capability,
            "days_past_due": suspension.days_past_due,
            "until": suspension.until,
            "document": suspension.document,
            "clause": suspension.clause,
            "anchor": suspension.anchor,
            "row": suspension.row,
            **(detail or {}),
        },
    )


def cited(citation: Citation) -> dict[str, str]:
    """The row, as the detail of an entry names it."""
    return {
        "document": citation.document,
        "clause": citation.clause,
        "anchor": citation.anchor,
        "row": citation.row,
    }
