"""Findings that staff record on a ticket: whose fault it was is not said past a fault file that both sides are in."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.kit import CONFLICT, INVALID, Refused
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


class FindingClosesFile(Refused):
    code, kind, text = (
        "finding_closes_file",
        INVALID,
        gettext_lazy(
            "A fault file is open: this finding closes it, and the customer is not asked. Say that you want that, "
            "or propose it in the file."
        ),
    )


@atomic
def record_finding(
    *,
    actor: Actor,
    ticket: Ticket,
    facts: Mapping[str, str],
    problem: str = "",
    closes_file: bool = False,
    at: datetime,
) -> Ticket:
    """What was found, with the decision about the charge as it is now.

    `closes_file`: whoever finds whose doing it was means to close a file that is open, without asking the customer.
    """
    ticket = begin_with_any(actor, ticket, need=Permission.TICKET_WORK)
    if WHOSE & facts.keys():
        if is_before_both_sides(ticket, problem=problem):
            raise FaultIsBeforeBothSides
        if not closes_file and open_files(ticket, problem=problem).exists():
            raise FindingClosesFile
    return find(actor=actor, ticket=ticket, facts=facts, problem=problem, work=case_work(ticket), at=at)


def is_before_both_sides(ticket: Ticket, *, problem: str) -> bool:
    """Whether a proposal or an objection is on that problem."""
    return files_on(ticket, problem=problem).filter(state__in=ANSWERING).exists()


def open_files(ticket: Ticket, *, problem: str) -> QuerySet[FaultFile]:
    """Those in which nothing is proposed yet, the oldest first."""
    return files_on(ticket, problem=problem).filter(state=FaultFile.State.OPEN).order_by("opened_at")


def files_on(ticket: Ticket, *, problem: str) -> QuerySet[FaultFile]:
    """Words on the whole ticket touch every problem."""
    files = FaultFile.objects.filter(ticket=ticket)
    return files.filter(problem__in=["", problem]) if problem else files
