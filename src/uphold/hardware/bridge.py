"""The answer of the agreement to a claim, for the rows and documents of this room."""

from dataclasses import dataclass
from datetime import datetime

from uphold.agreements.models import Version
from uphold.hardware.models import ReturnAuthorization
from uphold.policy.scenario.answer import WarrantyAnswer
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import ask

Kind = ReturnAuthorization.Kind
GIVEN = {
    "return authorization": (Kind.REPLACEMENT, Kind.REPAIR, Kind.DEAD_ON_ARRIVAL),
    "replace": (Kind.REPLACEMENT, Kind.DEAD_ON_ARRIVAL),
    "repair": (Kind.REPAIR,),
    "paid repair": (Kind.REPAIR,),
    "advance replacement": (Kind.ADVANCE, Kind.REPLACEMENT, Kind.DEAD_ON_ARRIVAL),
}
"""Which kinds of return each answer of a Warranty row gives."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The row behind an answer, as columns store it."""

    version: Version | None = None
    document: str = ""
    clause: str = ""
    anchor: str = ""
    row: str = ""
    line: int | None = None


def claim_of(ticket: Ticket, *, at: datetime) -> WarrantyAnswer | None:
    """None where nothing was claimed, or the agreement speaks of no warranty."""
    return ask(ticket, at=at).warranty


def kinds_given(claim: WarrantyAnswer | None) -> tuple[Kind, ...]:
    return GIVEN.get(claim.answer or "", ()) if claim else ()


def cited_by(claim: WarrantyAnswer | None, *, ticket: Ticket) -> Cited:
    cited = claim.ruling.citation if claim else None
    if cited is None:
        return Cited()
    return Cited(
        version=ticket.version,
        document=cited.document or "",
        clause=cited.clause or "",
        anchor=cited.anchor or "",
        row=cited.row or "",
        line=cited.line,
    )
