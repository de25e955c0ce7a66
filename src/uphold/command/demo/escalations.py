"""Escalation and on-call in the demonstration: who is on duty, whom the path calls, and who was called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from uphold.agreements.models import Version
from uphold.command.demo.cast import STRATELEGY
from uphold.command.demo.people import People
from uphold.command.demo.story import Act, Story, act, reply
from uphold.command.demo.story import take as take_ticket
from uphold.journal.queries import entries_about
from uphold.notices.models import PageDelivery
from uphold.oncall.actions import (
    RotaTerms,
    leave_note,
    make_rota,
    override_duty,
    set_target,
    take_page,
)
from uphold.oncall.jobs import call_for_urgent, hand_over_duty
from uphold.oncall.models import Attempt, Page
from uphold.tickets.models import Ticket

ZONE: Final = "America/New_York"
RECENT: Final = timedelta(minutes=20)

ESCALATIONS: Final = (
    Story(
        by="dev",
        opened="6h open ago",
        subject="Callers are cut off when we transfer to the surgery",
        text="Every second transfer to the surgery ends the call. The extension is the right one, we tried others too.",
        request="Fault",
        impact="One function",
        steps=(
            take_ticket("1h open", "mina"),
            reply("1h 10m open", "mina", "Thank you, Dev. I see the transfers and am looking at them."),
            act(
                Act.ESCALATE,
                "55m ago",
                "dev",
                text="Patients are cut off while we wait. Please let somebody look who can change the exchange.",
            ),
            act(
                Act.ESCALATE,
                "4m ago",
                "ruth",
                text="An hour later it is the same, and the afternoon begins. Who decides what happens now?",
            ),
        ),
    ),
    Story(
        by="greg",
        opened="3h open ago",
        subject="No calls at all since the old lines were switched off",
        text=(
            "Our old provider ended our lines yesterday, a week before you connect us. Since then nobody reaches us. "
            "This has to be worked on at once, also tonight."
        ),
        request="Fault",
        impact="Total loss",
        steps=(
            take_ticket("20m open", "jonas"),
            reply(
                "30m open",
                "jonas",
                "I see that the old lines were ended before ours were connected. We connect you as soon as we can in "
                "standard hours; the ticket shows what was agreed for this case.",
            ),
            act(
                Act.FIND,
                "40m open",
                "jonas",
                "Old provider removed",
                "The lines of the other provider were ended first; our platform is up.",
            ),
        ),
    ),
)


def set_rotas(
    people: People, versions: Mapping[str, Version], *, founded_at: datetime, now: datetime
) -> None:
    """Two of the staff by turns, a day that nobody covers, and a path that calls them."""
    lead, provider = people.actor("tomas"), people.providers[STRATELEGY]
    local = now.astimezone(ZoneInfo(ZONE))
    monday = local.date() - timedelta(days=local.weekday())
    terms = RotaTerms(
        name="Voice",
        zone=ZONE,
        first_on=monday - timedelta(weeks=18),
        handover_at=time(9),
        repage_minutes=15,
        is_for_urgent=True,
    )
    members = [people.staff[key] for key in ("mina", "jonas")]
    rota = make_rota(actor=lead, provider=provider, terms=terms, members=members, at=founded_at)
    agreement = versions[STRATELEGY].agreement
    set_target(actor=lead, agreement=agreement, contact="Escalation desk", rota=rota, at=founded_at)
    for contact, key in (("First manager", "tomas"), ("Second manager", "nora")):
        set_target(actor=lead, agreement=agreement, contact=contact, staff=people.staff[key], at=founded_at)
    day = datetime.combine(monday + timedelta(days=12), time(9), ZoneInfo(ZONE))
    for starts_at, days, staff, reason in (
        (day, 1, None, "Both are at the fair."),
        (day + timedelta(days=5), 2, people.staff["tomas"], "Stands in for two days."),
    ):
        override_duty(
            actor=lead,
            rota=rota,
            staff=staff,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(days=days),
            reason=reason,
            at=now - timedelta(days=3),
        )
    words = "The trunk to the 845 region flapped on two evenings. If it does again, call the carrier first."
    leave_note(actor=people.actor("jonas"), rota=rota, words=words, at=now - timedelta(days=1))
    hand_over_duty(now)


def call_at_night(ticket: Ticket, people: People, *, at: datetime) -> None:
    """An outage off hours calls who is on duty, who takes it some minutes later."""
    opened = entries_about(ticket).filter(kind="ticket.opened").get()
    page = call_for_urgent(opened.pk, at=at)
    if page is not None:
        take(page, people)


def answer_call(ticket: Ticket, people: People, *, at: datetime, now: datetime) -> None:
    """Whoever was called for a step took it, except a moment ago."""
    page = Page.objects.filter(ticket=ticket, state=Page.State.WAITING).first()
    if page is not None and at < now - RECENT:
        take(page, people)


def take(page: Page, people: People) -> None:
    """After some minutes, not the same for everybody."""
    called = page.attempts.order_by("-number")[0].staff
    key = next((key for key, staff in people.staff.items() if staff == called), "tomas")
    take_page(actor=people.actor(key), page=page, at=page.opened_at + timedelta(minutes=3 + page.pk * 5 % 9))


def note_calls_sent() -> None:
    """The calls of the past went out by mail; their orders are taken back with all others."""
    PageDelivery.objects.bulk_create(
        PageDelivery(attempt=call, state=PageDelivery.State.SENT, next_at=call.at, answered_with="queued")
        for call in Attempt.objects.all()
    )
