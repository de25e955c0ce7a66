"""The path of escalation on the desk's page of a ticket, and the call that nobody has taken yet."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from uphold.access import Permission
from uphold.desk.agreements.place import citation_href
from uphold.desk.tickets.sheet import Sheet
from uphold.oncall.models import Attempt, Page
from uphold.oncall.queries import calls_on, escalations_of
from uphold.ui.components.path import Path
from uphold.ui.decided.path import Escalated, path_shown, told_by_step


def escalation_values(sheet: Sheet) -> dict[str, Any]:
    calls = calls_on(sheet.ticket, entries=sheet.entries)
    return {"path": path_of_ticket(sheet, calls), "take_href": take_href(sheet, calls)}


def path_of_ticket(sheet: Sheet, calls: Sequence[Attempt]) -> Path | None:
    """Not asked for where the agreement has no row of it."""
    if not sheet.agreement.rules.get("escalation"):
        return None
    escalated = Escalated(
        ticket=sheet.ticket,
        agreement=sheet.agreement,
        ahead=sheet.ahead,
        taken=escalations_of(sheet.ticket, entries=sheet.entries),
        targets=sheet.answer.targets,
        told=told_by_step(sheet.entries, calls, reader=sheet.reader, zone=sheet.zone),
    )
    return path_shown(escalated, reader=sheet.reader, zone=sheet.zone, href=citation_href)


def take_href(sheet: Sheet, calls: Sequence[Attempt]) -> str:
    """Where whoever may takes the call that waits; empty where none does."""
    waiting = [call.page_id for call in calls if call.page.state == Page.State.WAITING]
    if not waiting or not sheet.may(Permission.PAGE_ANSWER):
        return ""
    return reverse("desk:page-taking", args=[waiting[-1]])
