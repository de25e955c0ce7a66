"""Calling again who is silent, then the next step; and calling for an urgent ticket outside hours.

A page's row says when to look again; pages are locked one at a time and skipped when somebody takes them.
"""

from datetime import datetime, timedelta

from uphold.access import ActorKind
from uphold.journal.queries import entries_about
from uphold.journal.queries import entry as entry_of
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic
from uphold.oncall.actions.paging import (
    NOBODY,
    SKIPPED,
    UNANSWERED,
    again,
    attempt,
    call_from,
    note,
    on_duty,
    open_page,
)
from uphold.oncall.models import Page, Rota
from uphold.policy.scenario.off_hours import right_off_hours
from uphold.tickets.bridge import case_of
from uphold.tickets.deciding import keep as keep_decision
from uphold.tickets.locking import lock_ticket, with_terms
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of, behind_ticket

BATCH = 200
URGENT = frozenset({"ticket.assessed", "ticket.opened", "ticket.reopened"})
"""Entries after which a ticket may be urgent that was not before."""


def follow_pages(at: datetime) -> int:
    """Every page whose silence has lasted long enough; returns how many were looked at."""
    due = Page.objects.filter(state=Page.State.WAITING, repage_at__lte=at).order_by("repage_at", "pk")
    return one_by_one(
        list(due.values_list("pk", flat=True)[:BATCH]),
        lambda page_id: follow(page_id, at=at),
        name=lambda page_id: f"page {page_id}",
        failed="pages that cannot be followed",
    )


@atomic
def follow(page_id: int, *, at: datetime) -> int:
    """Calls again, or the next step, unless it was taken, is not due yet, or another job is at it."""
    rows = Page.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    waiting = rows.select_related("rota", "staff").filter(state=Page.State.WAITING, repage_at__lte=at)
    page = waiting.filter(pk=page_id).first()
    if page is None:
        return 0
    page.ticket = with_terms(Ticket.objects.all()).get(pk=page.ticket_id)
    if page.ticket.status in Ticket.AT_REST:
        end(page, Page.State.OVER)
        return 1
    number = page.attempts.count() + 1
    called = again(page, at=at)
    if number > page.most_pages or called.because:
        pass_on(page, at=at)
        return 1
    page.repage_at = at + timedelta(minutes=page.repage_minutes)
    page.save(update_fields=["repage_at"])
    attempt(page, called, number=number, at=at)
    return 1


def pass_on(page: Page, *, at: datetime) -> None:
    """Nobody answered, or nobody is on duty any more: the next step is called."""
    end(page, Page.State.SILENT)
    detail = {"page": page.pk, "step": page.step, "contact": page.contact}
    note(page.ticket, UNANSWERED, detail=detail, at=at)
    call_from(page.ticket, first_step=page.step + 1, escalation=page.escalation, at=at)


def end(page: Page, state: Page.State) -> None:
    page.state, page.repage_at = state, None
    page.save(update_fields=["state", "repage_at"])


@atomic
def call_for_urgent(entry_id: int, *, at: datetime) -> Page | None:
    """The reaction to what may make a ticket urgent: once a ticket, and only where the agreement gives the right."""
    entry = entry_of(entry_id)
    ticket = with_terms(Ticket.objects.all()).get(pk=entry.about_id)
    rota = Rota.objects.filter(provider=ticket.provider_id, is_active=True, is_for_urgent=True).first()
    if rota is None or ticket.status in Ticket.AT_REST:
        return None
    ticket = lock_ticket(ticket)
    if Page.objects.filter(key__startswith=f"urgent {ticket.pk}: ").exists():
        return None
    case = case_of(ticket, entries=entries_about(ticket), at=at, behind=behind_ticket(ticket))
    right = right_off_hours(agreement_of(ticket), case, at=at)
    if right is None:
        return None
    called = on_duty(rota, at=at)
    if called.staff is not None and (entry.by_kind, entry.by_id) == (ActorKind.STAFF.value, called.staff.pk):
        return None
    keep_decision(ticket, "admission", right.ruling, entry=entry, outcome={"answer": right.answer})
    if called.staff is None:
        note(ticket, SKIPPED, detail={"step": 0, "contact": rota.name, "because": NOBODY}, at=at)
        return call_from(ticket, first_step=1, at=at)
    page = Page(ticket=ticket, key=key_of(ticket), step=0, contact=rota.name)
    return open_page(page, called, at=at)


def key_of(ticket: Ticket) -> str:
    return f"urgent {ticket.pk}: step 0"
