"""What metering tells of a ticket: what was done, and what it came to, written together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from uphold.journal.write import Draft
from uphold.metering.models import Charge, Settlement
from uphold.tickets.models import Ticket


def draft(ticket: Ticket, kind: str, detail: Mapping[str, Any]) -> Draft:
    return Draft(
        kind=kind,
        about=ticket,
        detail=detail,
        organisation_id=ticket.organisation_id,
        topics=ticket.topics,
        is_history=ticket.is_history,
    )


def news_of(ticket: Ticket, charges: Sequence[Charge], *, settled: Sequence[Settlement]) -> Iterator[Draft]:
    """What costs something, or comes back, stands in the timeline; free work is in it by its own entry."""
    refunds = [charge for charge in charges if charge.kind == Charge.Kind.REFUND]
    others = [charge for charge in charges if charge.kind != Charge.Kind.REFUND]
    for kind, rows in (("ticket.settled", others), ("ticket.refunded", refunds)):
        worth = [charge for charge in rows if charge.amount or charge.credits]
        if worth:
            detail = {
                "amount": str(sum(charge.amount for charge in worth)),
                "currency": worth[0].currency,
                "credits": sum(charge.credits for charge in worth),
                "charges": [detail_of(charge) for charge in worth],
                "work": [each.work_id for each in settled],
            }
            yield draft(ticket, kind, detail)


def detail_of(charge: Charge) -> dict[str, str | int]:
    return {
        "charge": charge.pk,
        "kind": str(charge.kind),
        "row": charge.row,
        "anchor": charge.anchor,
        "problem": charge.problem,
        "amount": str(charge.amount),
        "credits": charge.credits,
        "actual_seconds": charge.actual_seconds,
        "accounted_seconds": charge.accounted_seconds,
    }
