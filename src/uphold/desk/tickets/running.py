"""The running timer as the frame of every page shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from uphold.access import Actor, Permission
from uphold.metering.models import Source
from uphold.metering.queries import idle_at, is_idle, timer_of
from uphold.ui import words


@dataclass(frozen=True, slots=True)
class Running:
    """`idle_at` is when the page asks by itself whether the work goes on."""

    number: str
    subject: str
    href: str
    problem: str
    is_call: bool
    started_at: datetime
    length: str
    silence: str
    idle_at: datetime
    is_idle: bool


def running_of(actor: Actor, *, at: datetime) -> Running | None:
    """One statement; none for those who log no work."""
    timer = timer_of(actor) if actor.may(Permission.WORK_LOG) else None
    if timer is None:
        return None
    return Running(
        number=timer.ticket.number,
        subject=timer.ticket.subject,
        href=reverse("desk:ticket", args=[timer.ticket.number]),
        problem=timer.problem,
        is_call=timer.source == Source.CALL,
        started_at=timer.started_at,
        length=words.span(at - timer.started_at),
        silence=words.span(at - timer.seen_at),
        idle_at=idle_at(timer),
        is_idle=is_idle(timer, at=at),
    )
