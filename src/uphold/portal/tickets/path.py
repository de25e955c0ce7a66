"""The path of escalation on the customer's page of a ticket."""

from uphold.access import Actor
from uphold.oncall.foreseeing import foreseen
from uphold.oncall.queries import calls_on, escalations_of
from uphold.portal.agreements.pages import citation_href
from uphold.portal.tickets.sheet import Sheet
from uphold.ui.components.path import Path
from uphold.ui.decided.path import Escalated, path_shown, told_by_step


def path_of_ticket(sheet: Sheet, *, actor: Actor) -> Path | None:
    """Not asked for where the agreement has no row of it."""
    if not sheet.agreement.rules.get("escalation"):
        return None
    escalated = Escalated(
        ticket=sheet.ticket,
        agreement=sheet.agreement,
        ahead=foreseen(sheet.ticket, by=actor, at=sheet.reader.now, entries=sheet.entries),
        taken=escalations_of(sheet.ticket, entries=sheet.entries),
        targets=sheet.answer.targets,
        told=told_by_step(
            sheet.entries,
            calls_on(sheet.ticket, entries=sheet.entries),
            reader=sheet.reader,
            zone=sheet.zone,
        ),
    )
    return path_shown(escalated, reader=sheet.reader, zone=sheet.zone, href=citation_href)
