"""Paging: whom a step calls, each call with a link of its own, and the next step where nobody answers.

No ticket is locked here: what is told of it are entries, and a page changes under its own lock.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.oncall.access import callable_staff
from uphold.oncall.models import Attempt, Escalation, Page, PathTarget, Rota
from uphold.oncall.queries import PAGED, duty_now
from uphold.people.models import Staff
from uphold.policy.scenario.path import Step, path_of
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of

SALT = "uphold.oncall.page"
HOURS_OPEN = 24
REPAGE_MINUTES, MOST_PAGES = 15, 2
"""Where a step calls a person or an address, and no rota says otherwise."""
NOBODY, NO_ADDRESS = "nobody on duty", "no address"
SKIPPED, UNANSWERED, ENDED = "ticket.page_skipped", "ticket.page_unanswered", "ticket.page_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Whom a step calls at an instant; `because` says why it is nobody."""

    rota: Rota | None = None
    staff: Staff | None = None
    address: str = ""
    because: str = ""
    is_by_rota: bool = False


def call_for_escalation(escalation: Escalation, *, at: datetime) -> Page | None:
    """The step that was taken; whoever was called for an earlier one is not called again."""
    if escalation.step is None:
        return None
    end_waiting(escalation.ticket)
    return call_from(escalation.ticket, first_step=escalation.step, escalation=escalation, at=at)


def call_from(
    ticket: Ticket, *, first_step: int, escalation: Escalation | None = None, at: datetime
) -> Page | None:
    """Calls the first step from here on that has somebody; every empty one is passed over at once, and said so."""
    for step, called in steps_from(ticket, first_step=first_step, at=at):
        if called.because:
            detail = {"step": step.number, "contact": step.name, "because": called.because}
            note(ticket, SKIPPED, detail=detail, at=at)
            continue
        reason = f"escalation {escalation.pk}" if escalation else f"urgent {ticket.pk}"
        page = Page(
            ticket=ticket,
            key=f"{reason}: step {step.number}",
            escalation=escalation,
            step=step.number,
            contact=step.name,
        )
        return open_page(page, called, at=at)
    note(ticket, ENDED, detail={"step": first_step}, at=at)
    return None


def open_page(page: Page, called: Called, *, at: datetime) -> Page:
    """The first call goes out with it."""
    page.rota = called.rota
    page.staff = None if called.is_by_rota else called.staff
    page.address = called.address
    page.repage_minutes = called.rota.repage_minutes if called.rota else REPAGE_MINUTES
    page.most_pages = called.rota.most_pages if called.rota else MOST_PAGES
    page.opened_at, page.repage_at = at, at + timedelta(minutes=page.repage_minutes)
    page.save(force_insert=True)
    attempt(page, called, number=1, at=at)
    return page


def attempt(page: Page, called: Called, *, number: int, at: datetime) -> Attempt:
    """One call; `notices` carries it out by every way that the person has."""
    nonce = secrets.token_hex(16)
    made = Attempt.objects.create(
        page=page,
        number=number,
        staff=called.staff,
        address="" if called.staff else called.address,
        nonce=nonce,
        token_hash=hash_of(token_of(nonce)),
        at=at,
        expires_at=at + timedelta(hours=HOURS_OPEN),
    )
    detail = {
        "page": page.pk,
        "attempt": made.pk,
        "number": number,
        "step": page.step,
        "contact": page.contact,
        "staff": made.staff_id,
    }
    note(page.ticket, PAGED, detail=detail, at=at)
    return made


def steps_from(ticket: Ticket, *, first_step: int, at: datetime) -> Iterator[tuple[Step, Called]]:
    """The steps of the path, each with whom it calls now."""
    targets = PathTarget.objects.filter(agreement_id=ticket.version.agreement_id)
    known = {target.contact: target for target in targets.select_related("rota__provider", "staff")}
    for step in path_of(agreement_of(ticket))[first_step - 1 :]:
        yield step, called_by(step, known.get(step.name), provider_id=ticket.provider_id, at=at)


def called_by(step: Step, target: PathTarget | None, *, provider_id: int, at: datetime) -> Called:
    """A step for which nothing was set calls the address that the agreement names."""
    if target is not None and target.rota is not None:
        return on_duty(target.rota, at=at)
    if target is not None and target.staff is not None:
        return person(target.staff, provider_id=provider_id)
    return Called(address=step.address) if is_mail(step.address) else Called(because=NO_ADDRESS)


def on_duty(rota: Rota, *, at: datetime) -> Called:
    who = duty_now(rota, at=at).person_at(at) if rota.is_active else None
    return Called(rota=rota, staff=who, is_by_rota=True, because="" if who else NOBODY)


def person(staff: Staff, *, provider_id: int) -> Called:
    """Whoever left is nobody."""
    is_there = callable_staff(provider_id).filter(pk=staff.pk).exists()
    return Called(staff=staff, because="" if is_there else NOBODY)


def again(page: Page, *, at: datetime) -> Called:
    """Whom a page calls now: the shift may have changed since."""
    if page.rota is not None:
        return on_duty(page.rota, at=at)
    if page.staff is not None:
        return person(page.staff, provider_id=page.ticket.provider_id)
    return Called(address=page.address)


def end_waiting(ticket: Ticket) -> None:
    """Nobody is called about it any more, until somebody is again."""
    waiting = Page.objects.filter(ticket=ticket, state=Page.State.WAITING)
    waiting.update(state=Page.State.OVER, repage_at=None)


def note(
    ticket: Ticket, kind: str, *, detail: dict[str, object], at: datetime, by: Actor | None = None
) -> Entry:
    """On the ticket, and heard by the page of who is on call."""
    return write(
        kind,
        about=ticket,
        by=by or Actor.system(),
        at=at,
        detail=detail,
        organisation_id=ticket.organisation_id,
        topics=(*ticket.topics, f"oncall:{ticket.provider_id}"),
    )


def is_mail(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def token_of(nonce: str) -> str:
    """Made from the site's key and the row's nonce, so the database alone gives no link away."""
    return salted_hmac(SALT, nonce, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
