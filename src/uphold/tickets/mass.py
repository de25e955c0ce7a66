"""Deriving the clocks of many tickets again, as after a recorded correction: what changed is written, nothing else.

A batch is one transaction with a fixed number of statements. Batches are apart, so several processes can share them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.db import connection

from uphold.agreements.decisions import record_decisions
from uphold.agreements.models import DecisionRecord, Version
from uphold.journal.models import Entry
from uphold.journal.queries import entries_of
from uphold.kit.transaction import atomic
from uphold.people.models import Organisation
from uphold.policy.scenario.clocked import Clocked, clocked
from uphold.standing.bridge import NOTHING, Behind
from uphold.standing.queries import customer_of
from uphold.tickets.bridge import case_of
from uphold.tickets.deciding import decisions_behind
from uphold.tickets.locking import with_annexes
from uphold.tickets.models import Alarm, Promise, Ticket
from uphold.tickets.resting import follow_account, has_to_follow
from uphold.tickets.retiming import (
    DERIVED,
    TICKET_DERIVED,
    agreement_of,
    ask_with,
    behind_tickets,
    derive,
    promises_of,
)
from uphold.tickets.warning import warned

BATCH = 500
key_of = attrgetter("ticket_id", "metric", "cycle")
values_of = attrgetter(*DERIVED)
derived_of = attrgetter(*TICKET_DERIVED)
UNSTORED: tuple[int, tuple[object, ...]] = (0, ())
WRITE_TICKETS = """
    UPDATE tickets_ticket AS ticket
    SET current_priority = new.current_priority, priority_level = new.priority_level, service = new.service,
        status_said = new.status_said, queue_at = new.queue_at, is_breached = new.is_breached
    FROM unnest(%s::bigint[], %s::text[], %s::smallint[], %s::text[], %s::text[], %s::timestamptz[], %s::boolean[])
        AS new (id, current_priority, priority_level, service, status_said, queue_at, is_breached)
    WHERE ticket.id = new.id
"""


def open_ticket_ids() -> list[int]:
    """Every ticket whose clocks may still run; history and what is over is left alone."""
    at_work = Ticket.objects.filter(is_history=False).exclude(status__in=Ticket.OVER)
    return list(at_work.order_by("pk").values_list("pk", flat=True))


def open_ticket_ids_of(*, organisation_id: int, provider_id: int) -> list[int]:
    """The same of one customer."""
    theirs = Ticket.objects.filter(organisation_id=organisation_id, provider_id=provider_id, is_history=False)
    return list(theirs.exclude(status__in=Ticket.OVER).order_by("pk").values_list("pk", flat=True))


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


@atomic
def retime_batch(ids: Sequence[int], *, acts: Sequence[Entry] = (), at: datetime) -> int:
    """Returns how many of the tickets were found and derived again. Of `acts` on them the decisions are kept."""
    tickets = lock_tickets(ids)
    entries = entries_by_ticket(ids)
    alarms = alarms_by_ticket(ids)
    accounts = behind_tickets(tickets)
    decisions: list[DecisionRecord] = []
    promises: list[Promise] = []
    moved: list[Ticket] = []
    for ticket in tickets:
        before = derived_of(ticket)
        own, behind = entries.get(ticket.pk, ()), accounts.get(customer_of(ticket), NOTHING)
        answered = clocks_of(ticket, own, behind=behind, at=at)
        if has_to_follow(ticket, answered):
            asked = ask_with(ticket, entries=own, at=at, behind=behind)
            follow_account(ticket, asked, entries=own, at=at)
        promises += promises_of(ticket, answered, alarms=alarms.get(ticket.pk, frozenset()))
        derive(ticket, answered)
        own_acts = (act for act in acts if act.about_id == ticket.pk)
        decisions += decisions_behind(ticket, answered, acts=own_acts)
        if derived_of(ticket) != before:
            moved.append(ticket)
    write_promises(promises, ids=[ticket.pk for ticket in tickets])
    write_tickets(moved)
    record_decisions(decisions)
    return len(tickets)


def lock_tickets(ids: Sequence[int]) -> list[Ticket]:
    """What many tickets share is loaded once and handed to each: organisations, and versions without their texts."""
    locked = Ticket.objects.select_for_update(no_key=True).defer("search")
    tickets = list(with_annexes(locked).filter(pk__in=ids, is_history=False).order_by("pk"))
    organisations = Organisation.objects.in_bulk({ticket.organisation_id for ticket in tickets})
    versions = Version.objects.defer("text").in_bulk({ticket.version_id for ticket in tickets})
    for ticket in tickets:
        ticket.organisation = organisations[ticket.organisation_id]
        ticket.version = versions[ticket.version_id]
    return tickets


def clocks_of(ticket: Ticket, entries: Sequence[Entry], *, behind: Behind, at: datetime) -> Clocked:
    agreement, case = agreement_of(ticket), case_of(ticket, entries=entries, at=at, behind=behind)
    answered = clocked(agreement, case)
    return replace(answered, targets=warned(answered.targets, agreement=agreement, case=case))


def entries_by_ticket(ids: Sequence[int]) -> dict[int, list[Entry]]:
    entries = entries_of(Ticket, list(ids))
    return {ticket_id: list(own) for ticket_id, own in groupby(entries, key=attrgetter("about_id"))}


def alarms_by_ticket(ids: Sequence[int]) -> dict[int, frozenset[tuple[str, int, str]]]:
    raised = Alarm.objects.filter(ticket_id__in=ids).order_by("ticket_id")
    rows = raised.values_list("ticket_id", "metric", "cycle", "kind")
    return {
        ticket_id: frozenset((metric, cycle, kind) for _, metric, cycle, kind in own)
        for ticket_id, own in groupby(rows, key=lambda row: row[0])
    }


def write_promises(promises: Sequence[Promise], *, ids: Sequence[int]) -> None:
    """Only those that are new or differ from what is stored, and away with those that are no more."""
    names = ("pk", "ticket_id", "metric", "cycle", *DERIVED)
    rows = Promise.objects.filter(ticket_id__in=ids).values_list(*names)
    stored = {row[1:4]: (row[0], row[4:]) for row in rows}
    changed = [each for each in promises if stored.get(key_of(each), UNSTORED)[1] != values_of(each)]
    if changed:
        Promise.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["ticket", "metric", "cycle"], update_fields=DERIVED
        )
    kept = {key_of(promise) for promise in promises}
    stale = [pk for key, (pk, _) in stored.items() if key not in kept]
    if stale:
        Promise.objects.filter(pk__in=stale).delete()


def write_tickets(tickets: Sequence[Ticket]) -> None:
    if not tickets:
        return
    columns = [[ticket.pk for ticket in tickets]]
    columns += [[getattr(ticket, name) for ticket in tickets] for name in TICKET_DERIVED]
    with connection.cursor() as cursor:
        cursor.execute(WRITE_TICKETS, columns)
