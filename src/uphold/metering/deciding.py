"""Keeping the decision about a charge at every act that may change it, as metering found it."""

from decimal import Decimal

from uphold.journal.models import Entry
from uphold.policy.scenario.answer import Ruling
from uphold.policy.scenario.metered import Metered, MeteredPart
from uphold.policy.scenario.rated import MISSING
from uphold.tickets.deciding import keep
from uphold.tickets.models import Ticket


def keep_metered(ticket: Ticket, metered: Metered, *, entry: Entry) -> None:
    """The row that speaks for the charge, with the facts that mattered; the sum only where nothing is open."""
    main = main_part(metered)
    ruling = Ruling(
        said=main.said if main else "not said",
        citation=main.citation if main else None,
        because=main.because if main else {},
    )
    state = state_of(metered)
    amount = None if state == "pending" else str(amount_of(metered))
    keep(ticket, "charge", ruling, entry=entry, outcome={"state": state, "amount": amount})


def state_of(metered: Metered) -> str:
    """None, pending on a finding or a price, due, or waived by a person."""
    if any(charge.is_waived for charge in metered.charges):
        return "waived"
    if any(part.is_open for part in metered.parts):
        return "pending"
    return "due" if any(charge.amount or charge.credits for charge in metered.charges) else "none"


def amount_of(metered: Metered) -> Decimal:
    return sum((charge.amount for charge in metered.charges), Decimal("0.00"))


def main_part(metered: Metered) -> MeteredPart | None:
    """The first that is open; else one that costs something, one that lacks a consent, any that a row speaks of."""
    for speaks in (is_open, costs, lacks_consent, is_ruled):
        for part in metered.parts:
            if speaks(part):
                return part
    return None


def is_open(part: MeteredPart) -> bool:
    return part.is_open


def costs(part: MeteredPart) -> bool:
    return bool(part.amount or part.credits)


def lacks_consent(part: MeteredPart) -> bool:
    return part.consent == MISSING


def is_ruled(part: MeteredPart) -> bool:
    return part.citation is not None
