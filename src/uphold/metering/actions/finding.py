"""Findings that staff record on a ticket: whose fault it was is not said past a fault file that both sides are in."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.metering.actions.fault import WHOSE
from uphold.metering.models import FaultFile
from uphold.metering.queries import case_work
from uphold.tickets.actions import find
from uphold.tickets.locking import begin_with_any
from uphold.tickets.models import Ticket

ANSWERING = (FaultFile.State.PROPOSED, FaultFile.State.OBJECTED)


class FaultIsBeforeBothSides(Refused):
    code, kind, text = (
        "fault_is_before_both_sides",
        CONFLICT,
        gettext_lazy(
            "The customer is asked whose doing it was, so it is decided in the fault file, by name."
        ),
    )


@atomic
def record_finding(
    *, actor: Actor, ticket: Ticket, facts: Mapping[str, str], problem: str = "", at: datetime
) -> Ticket:
    """What was found, with the decision about the charge as it is now. A file that is only open is closed by it."""
    ticket = begin_with_any(actor, ticket, need=Permission.TICKET_WORK)
    if WHOSE & facts.keys() and is_before_both_sides(ticket, problem=problem):
        raise FaultIsBeforeBothSides
    return find(actor=actor, ticket=ticket, facts=facts, problem=problem, work=case_work(ticket), at=at)


def is_before_both_sides(ticket: Ticket, *, problem: str) -> bool:
    """Whether a proposal or an objection is on that problem; words on the whole ticket touch every problem."""
    files = FaultFile.objects.filter(ticket=ticket, state__in=ANSWERING)
    return files.filter(Q(problem__in=["", problem]) if problem else Q()).exists()
