"""Assessing: the priority, what was found, and who takes care."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.kit import INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.people.models import Staff, Team
from uphold.policy.scenario.case import Work
from uphold.tickets.deciding import keep_charge, keep_priority, keep_targets, keep_warranty
from uphold.tickets.locking import begin, begin_with_any
from uphold.tickets.models import Ticket
from uphold.tickets.naming import names_of, require_facts
from uphold.tickets.refusals import NameUnknown
from uphold.tickets.retiming import agreement_of, ask, retime
from uphold.tickets.timeline import record

CLAIMED = {"in warranty", "defect", "use"}
"""Findings that a warranty hangs on; others keep no decision about it, though the unit may be under one."""


class NotOfThisDesk(Refused):
    code, kind, text = (
        "not_of_this_desk",
        INVALID,
        gettext_lazy("{0} does not work for the provider of this ticket."),
    )


class NothingFound(Refused):
    code, kind, text = "nothing_found", INVALID, gettext_lazy("Say what was found.")


@atomic
def assess_priority(*, actor: Actor, ticket: Ticket, priority: str, at: datetime) -> Ticket:
    """Targets are set anew from the same start, keeping the time used; a breach before it stays."""
    ticket = begin(actor, ticket, need=Permission.TICKET_ASSESS)
    if priority not in names_of(agreement_of(ticket), "priority"):
        raise NameUnknown("priority", priority)
    entry = record(ticket, "ticket.assessed", by=actor, at=at, detail={"priority": priority})
    ticket.assessed_priority = priority
    if ticket.status == Ticket.Status.NEW:
        ticket.status = Ticket.Status.OPEN
    ticket.save(update_fields=["assessed_priority", "status"])
    answered = retime(ticket, at=at)
    keep_priority(ticket, answered, entry=entry)
    keep_targets(ticket, answered, entry=entry)
    return ticket


@atomic
def find(
    *,
    actor: Actor,
    ticket: Ticket,
    facts: Mapping[str, Any],
    problem: str = "",
    work: Sequence[Work] = (),
    at: datetime,
) -> Ticket:
    """A finding (cause, fault, resolution, defect, use), also after closing: charges wait for it.

    `work` is what was done on the ticket, so that the decision about its charge is kept as it is now.
    """
    ticket = begin_with_any(actor, ticket, need=Permission.TICKET_WORK)
    if not facts:
        raise NothingFound
    require_facts(agreement_of(ticket), facts)
    detail: dict[str, Any] = {"facts": dict(facts)} | ({"problem": problem} if problem else {})
    entry = record(ticket, "ticket.found", by=actor, at=at, detail=detail)
    answered = retime(ticket, at=at)
    keep_charge(ticket, ask(ticket, at=at, work=work), entry=entry)
    if CLAIMED & set(facts):
        keep_warranty(ticket, answered, entry=entry)
    return ticket


@atomic
def assign_ticket(
    *, actor: Actor, ticket: Ticket, assignee: Staff | None, team: Team | None = None, at: datetime
) -> Ticket:
    """Gives the ticket to a person, a team, both or nobody. No clock is touched."""
    ticket = begin(actor, ticket, need=Permission.TICKET_ASSIGN)
    if assignee is not None and not assignee.grants.filter(provider_id=ticket.provider_id).exists():
        raise NotOfThisDesk(assignee.name)
    if team is not None and team.provider_id != ticket.provider_id:
        raise NotOfThisDesk(team.name)
    ticket.assignee, ticket.team = assignee, team
    ticket.save(update_fields=["assignee", "team"])
    detail = {"staff": assignee.pk if assignee else None, "team": team.pk if team else None}
    record(ticket, "ticket.assigned", by=actor, at=at, detail=detail)
    return ticket
