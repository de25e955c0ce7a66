"""The ticket that a change becomes: the request the agreement names for it, and its words."""

from collections.abc import Mapping
from types import MappingProxyType

from uphold.policy.decide.terms import Names
from uphold.policy.document.agreement import Agreement
from uphold.service_changes.models import ServiceChange
from uphold.standing.access import PORTAL_CHANGES
from uphold.tickets.naming import names_of

PORTAL = "Ticket system"
"""The channel of what is asked in the portal, where the agreement has it."""
VERBS: Mapping[str, str] = MappingProxyType(
    {
        ServiceChange.Kind.ADD.value: "Add",
        ServiceChange.Kind.CHANGE.value: "Change",
        ServiceChange.Kind.REMOVE.value: "Remove",
    }
)


def request_of(agreement: Agreement) -> str:
    """The request whose row asks for the capability; empty where the agreement declares none."""
    for entry in agreement.entries.get("request", ()):
        cell = entry.cells.get("capability")
        if isinstance(cell, Names) and PORTAL_CHANGES in cell.names:
            return entry.name
    return ""


def channel_of(agreement: Agreement) -> str:
    channels = names_of(agreement, "channel")
    return PORTAL if PORTAL in channels or not channels else channels[0]


def subject_of(change: ServiceChange) -> str:
    many = f" ({change.quantity})" if change.quantity > 1 else ""
    return f"{VERBS[change.kind]} {change.thing}{many}"


def body_of(change: ServiceChange) -> str:
    """What the customer wrote, and below it what he chose."""
    becomes = change.product.name if change.unit is not None and change.product is not None else ""
    lines = [
        subject_of(change) + ".",
        f"It becomes {becomes}." if becomes else "",
        f"Wanted on {change.wanted_on.isoformat()}." if change.wanted_on else "",
    ]
    return "\n\n".join(part for part in (change.words, " ".join(line for line in lines if line)) if part)
