"""The running timer: one a person, started, seen, stopped into the work log, or thrown away. A call is a timer too."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotAllowed, NotThere, Permission, require
from uphold.journal.write import tell
from uphold.kit import CONFLICT, MISSING, Refused
from uphold.kit.transaction import atomic
from uphold.metering.actions.work import lock_staff, log_work
from uphold.metering.models import Source, Timer, WorkEntry
from uphold.metering.queries import timer_of, timer_topic
from uphold.tickets.access import visible_to
from uphold.tickets.models import Ticket
from uphold.tickets.naming import require_name
from uphold.tickets.retiming import agreement_of
from uphold.tickets.timeline import record


class TimerRuns(Refused):
    code, kind, text = (
        "timer_runs",
        CONFLICT,
        gettext_lazy("Your timer runs on {0} already; stop it first, or switch."),
    )


class NoTimerRuns(Refused):
    code, kind, text = "no_timer_runs", MISSING, gettext_lazy("No timer of yours runs.")


@atomic
def start_timer(
    *,
    actor: Actor,
    ticket: Ticket,
    problem: str = "",
    request: str = "",
    source: str = Source.TIMER.value,
    is_switch: bool = False,
    at: datetime,
) -> Timer:
    """From now on. A second one is refused by the name of the first; a switch logs the first and goes on here."""
    staff = lock_staff(own_id(actor, ticket))
    if not visible_to(actor).filter(pk=ticket.pk).exists():
        raise NotThere("ticket")
    if request:
        require_name(agreement_of(ticket), kind="request", name=request)
    started_at = whole_second(at)
    running = timer_of(actor)
    if running is not None:
        if not is_switch:
            raise TimerRuns(running.ticket.number)
        end(running, actor=actor, ended_at=started_at, words="", at=at)
    timer = Timer.objects.create(
        staff=staff,
        ticket=ticket,
        problem=problem,
        request=request,
        source=source,
        started_at=started_at,
        seen_at=started_at,
    )
    detail = {"staff": staff.pk, "source": source}
    record(ticket, "ticket.timer_started", by=actor, at=at, detail=detail)
    tell((timer_topic(staff.pk),))
    return timer


@atomic
def still_working(*, actor: Actor, at: datetime) -> Timer:
    """The answer to the question whether the work goes on."""
    timer = lock_timer(actor)
    timer.seen_at = max(timer.seen_at, at)
    timer.save(update_fields=["seen_at"])
    return timer


@atomic
def stop_timer(
    *, actor: Actor, at: datetime, ended_at: datetime | None = None, words: str = ""
) -> WorkEntry | None:
    """What ran becomes an entry, until now or until an instant before; None where not a second has passed."""
    timer = lock_timer(actor)
    return end(timer, actor=actor, ended_at=whole_second(ended_at or at), words=words, at=at)


@atomic
def discard_timer(*, actor: Actor, at: datetime) -> None:
    """Nothing is logged; the journal keeps that it ran."""
    timer = lock_timer(actor)
    timer.delete()
    tell((timer_topic(timer.staff_id),))
    detail = {"staff": actor.id, "from": timer.started_at.isoformat()}
    record(timer.ticket, "ticket.timer_discarded", by=actor, at=at, detail=detail)


def end(timer: Timer, *, actor: Actor, ended_at: datetime, words: str, at: datetime) -> WorkEntry | None:
    """The row goes first: an entry and a timer never stand for the same time."""
    timer.delete()
    tell((timer_topic(timer.staff_id),))
    if timer.started_at == ended_at:
        record(timer.ticket, "ticket.timer_discarded", by=actor, at=at, detail={"staff": actor.id})
        return None
    return log_work(
        actor=actor,
        ticket=timer.ticket,
        staff=timer.staff,
        started_at=timer.started_at,
        ended_at=ended_at,
        problem=timer.problem,
        request=timer.request,
        words=words,
        source=timer.source,
        at=at,
    )


def own_id(actor: Actor, ticket: Ticket) -> int:
    """Only people of the staff have timers."""
    require(actor, Permission.WORK_LOG, provider_id=ticket.provider_id)
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.WORK_LOG)
    return actor.id


def lock_timer(actor: Actor) -> Timer:
    """The person first, as everywhere, so that stopping and starting at once come one after the other."""
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.WORK_LOG)
    lock_staff(actor.id)
    timer = timer_of(actor)
    if timer is None:
        raise NoTimerRuns
    return timer


def whole_second(at: datetime) -> datetime:
    """Work is counted in seconds; both ends are cut alike, so that one entry can follow the other."""
    return at - timedelta(microseconds=at.microsecond)
