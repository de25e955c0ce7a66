"""The doors to work entries and fault files: through the door of their ticket."""

from uphold.access import Actor, NotThere, Permission
from uphold.metering.models import FaultFile, WorkEntry
from uphold.tickets.access import get_ticket


def get_work_entry(
    actor: Actor, number: str, entry_id: int, *, need: Permission = Permission.WORK_LOG
) -> WorkEntry:
    ticket = get_ticket(actor, number, need=need)
    entry = WorkEntry.objects.filter(ticket=ticket, pk=entry_id).select_related("ticket", "staff").first()
    if entry is None:
        raise NotThere("work entry")
    return entry


def get_fault_file(
    actor: Actor, number: str, file_id: int, *, need: Permission = Permission.TICKET_READ
) -> FaultFile:
    ticket = get_ticket(actor, number, need=need)
    file = FaultFile.objects.filter(ticket=ticket, pk=file_id).first()
    if file is None:
        raise NotThere("fault file")
    file.ticket = ticket
    return file
