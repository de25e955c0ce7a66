"""Taking a page: from the desk, or by the link of a call, once. Then nobody else is called about it."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.kit import CONFLICT, MISSING, Refused
from uphold.kit.transaction import atomic
from uphold.oncall.access import callable_staff, get_page
from uphold.oncall.actions.paging import hash_of, note
from uphold.oncall.models import Attempt, Page
from uphold.people.actors import actor_for_staff
from uphold.tickets.locking import with_terms
from uphold.tickets.models import Ticket

TAKEN = "ticket.page_taken"


class PageLinkSpent(Refused):
    code, kind, text = (
        "page_link_spent",
        MISSING,
        gettext_lazy("This link does not work, or no longer. Look at the desk for what is open."),
    )


class PageTaken(Refused):
    code, kind, text = "page_taken", CONFLICT, gettext_lazy("{0} has taken it already.")


class PageIsOver(Refused):
    code, kind, text = (
        "page_is_over",
        CONFLICT,
        gettext_lazy("Nobody is called about ticket {0} any more: it went further, or is done."),
    )


@atomic
def take_page(*, actor: Actor, page: Page, at: datetime) -> Page:
    """Whoever may answer pages, also one that somebody else was called for."""
    get_page(actor, page.pk, need=Permission.PAGE_ANSWER)
    return take(lock_page(page.pk), by=actor, contact="", at=at)


def open_link(token: str, *, at: datetime) -> Attempt:
    """The call that a link belongs to; expired ones, and those of whoever left, are not there."""
    attempts = Attempt.objects.select_related(
        "page__ticket__version", "page__escalation", "page__taken_by", "staff"
    )
    found = attempts.filter(token_hash=hash_of(token), expires_at__gt=at).first()
    if found is None or not is_there(found):
        raise PageLinkSpent
    return found


@atomic
def take_by_link(*, token: str, at: datetime) -> Page:
    """The link's answer, by whoever was called. It works once."""
    attempt = open_link(token, at=at)
    page = lock_page(attempt.page_id)
    by = actor_for_staff(attempt.staff) if attempt.staff else Actor.system()
    return take(page, by=by, contact="" if attempt.staff else page.contact, at=at)


def take(page: Page, *, by: Actor, contact: str, at: datetime) -> Page:
    """Late is taken too, as long as the ticket is open and nobody else has it. The page is locked."""
    if page.state == Page.State.TAKEN:
        raise PageTaken(taker_of(page))
    if page.state == Page.State.OVER or page.ticket.status in Ticket.AT_REST:
        raise PageIsOver(page.ticket.number)
    page.state, page.repage_at = Page.State.TAKEN, None
    page.taken_at, page.taken_by_id = at, by.id if by.is_staff else None
    page.save(update_fields=["state", "repage_at", "taken_at", "taken_by"])
    others = Page.objects.filter(ticket=page.ticket, state=Page.State.WAITING)
    others.update(state=Page.State.OVER, repage_at=None)
    detail = {
        "page": page.pk,
        "step": page.step,
        "contact": page.contact,
        "staff": page.taken_by_id,
        "as": contact,
    }
    note(page.ticket, TAKEN, by=by, detail=detail, at=at)
    return page


def taker_of(page: Page) -> str:
    """A person, or the contact whose address was called."""
    return page.taken_by.name if page.taken_by else page.contact


def is_there(attempt: Attempt) -> bool:
    if attempt.staff_id is None:
        return True
    return callable_staff(attempt.page.ticket.provider_id).filter(pk=attempt.staff_id).exists()


def lock_page(page_id: int) -> Page:
    """With its ticket as it stands, which is not locked: a page says nothing that its clocks read."""
    page = (
        Page.objects.select_for_update(of=("self",), no_key=True)
        .select_related("rota", "taken_by")
        .get(pk=page_id)
    )
    page.ticket = with_terms(Ticket.objects.all()).get(pk=page.ticket_id)
    return page
