"""What is announced, and how: the entry's kind, instant and detail, which hold ids and values of the trade."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from uphold.credits.models import CreditAccount
from uphold.journal.models import Entry
from uphold.journal.write import subject_kind

OF_STANDING = frozenset({"standing.restored", "standing.suspended", "standing.warned"})
OF_CREDITS = frozenset({"credits.low"})
OF_INVOICES = frozenset(
    {
        "invoice.credited",
        "invoice.issued",
        "payment.recorded",
        "payment.reversed",
        "repayment.recorded",
        "repayment.reversed",
    }
)
ANNOUNCED = OF_STANDING | OF_CREDITS | OF_INVOICES
TEST = "test"


def key_of(entry: Entry) -> str:
    """The same entry is one message, however often it is announced."""
    return f"msg_{entry.pk}"


def body_of(entry: Entry, *, provider_id: int) -> str:
    data = {"organisation": entry.organisation_id, **entry.detail, "provider": provider_id}
    return written(entry.kind, data, at=entry.at)


def written(kind: str, data: Mapping[str, Any], *, at: datetime) -> str:
    """The text that is signed, stored and sent: the same characters each time."""
    stamp = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    message = {"type": kind, "timestamp": stamp, "data": data}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def provider_of(entry: Entry) -> int:
    """Whose endpoints are told."""
    if entry.about_kind == subject_kind(CreditAccount):
        return CreditAccount.objects.values_list("provider_id", flat=True).get(pk=entry.about_id)
    return int(entry.detail["provider"])
