"""Units on the bench and on their way: one under way, one overdue after it was replaced ahead, one closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from uphold.command.demo.cast import SANGOMA
from uphold.command.demo.people import People
from uphold.command.demo.story import Story, reply, take
from uphold.hardware.actions import (
    authorise_return,
    await_unit,
    begin_evaluation,
    close_return,
    decide_evaluation,
    issue_analysis,
    note_manufacturer,
    receive_unit,
    record_step,
    repair_unit,
    send_replacement,
)
from uphold.hardware.jobs import tell_overdue
from uphold.products.actions import add_unit
from uphold.products.models import Product
from uphold.tickets.models import Ticket

DOCK: Final = "Returns, Dock 3\n1 Mill Lane\nHamilton, ON L8P 1A1"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GATEWAY: Final = "Two ports of the gateway are dead since the storm"
SERVER: Final = "Branch server does not start any more"
HOTEL: Final = "Gateway of the hotel restarts every night"

STORIES: Final = (
    Story(
        by="ivan",
        opened="4d ago",
        subject=GATEWAY,
        text="Since the storm of last week ports 3 and 4 carry no calls. The other six work.",
        request="Hardware fault",
        unit="EG8-20417",
        steps=(
            take("1h", "mina"),
            reply("2h", "mina", "Please keep it on the shelf; we look at it together tomorrow."),
        ),
    ),
    Story(
        by="ivan",
        opened="26d ago",
        subject=SERVER,
        text="It went off in the night and does not start any more. The hotel has no telephones.",
        request="Hardware fault",
        unit="BS-7702",
        steps=(take("1h", "mina"),),
    ),
    Story(
        by="ivan",
        opened="40d ago",
        subject=HOTEL,
        text="Every night at three it restarts, and all calls drop.",
        request="Hardware fault",
        unit="EG8-18822",
        steps=(take("1h", "mina"),),
    ),
)


def bring_returns(people: People, *, now: datetime) -> None:
    """Each by the verbs of the room, at its moment."""
    add_spare(people, product="Branch server", name="BS-9015", at=now - 27 * DAY)
    follow_gateway(people)
    follow_server(people)
    follow_hotel(people)


def follow_gateway(people: People) -> None:
    """Under way: the customer was told what to send where."""
    ticket, mina = Ticket.objects.get(subject=GATEWAY), people.actor("mina")
    at = ticket.opened_at + DAY
    evidence = "Ports 3 and 4 hold no loop-back call on the bench, with any cable."
    evaluated(people, ticket, failed=(5, 8), evidence=evidence, at=at)
    row = authorise_return(actor=mina, ticket=ticket, kind="replacement", at=at + HOUR)
    row = await_unit(actor=mina, row=row, send_to=DOCK, at=at + 2 * HOUR)
    note_manufacturer(
        actor=mina, row=row, name="Alder Circuits", number="AC-55102", state="authorized", at=at + 3 * HOUR
    )


def follow_server(people: People) -> None:
    """Replaced ahead because a hotel had no telephones; the old one should be here by now."""
    ticket, tomas = Ticket.objects.get(subject=SERVER), people.actor("tomas")
    at = ticket.opened_at + DAY
    evidence = "The power supply gives no voltage; with another one the board does not start either."
    evaluated(people, ticket, failed=(4, 6), evidence=evidence, at=at)
    reason = "A hotel without telephones cannot wait for the way there and back."
    row = authorise_return(
        actor=tomas, ticket=ticket, kind="advance replacement", reason=reason, at=at + HOUR
    )
    row = await_unit(actor=tomas, row=row, send_to=DOCK, at=at + HOUR)
    back_by = (at + 14 * DAY).date()
    row = send_replacement(actor=tomas, row=row, serial="BS-9015", return_by_on=back_by, at=at + 2 * HOUR)
    tell_overdue(at + 16 * DAY)


def follow_hotel(people: People) -> None:
    """Out of warranty, repaired as a favour, and closed."""
    ticket, tomas = Ticket.objects.get(subject=HOTEL), people.actor("tomas")
    at = ticket.opened_at + DAY
    evaluated(
        people, ticket, failed=(8,), evidence="It restarts when the supply drops below 11 volts.", at=at
    )
    row = authorise_return(
        actor=tomas, ticket=ticket, kind="repair", reason="One month past its warranty.", at=at + HOUR
    )
    row = await_unit(actor=tomas, row=row, send_to=DOCK, at=at + HOUR)
    row = receive_unit(actor=tomas, row=row, at=at + 5 * DAY)
    row = repair_unit(actor=tomas, row=row, at=at + 7 * DAY)
    close_return(actor=tomas, row=row, at=at + 10 * DAY)


def evaluated(
    people: People, ticket: Ticket, *, failed: tuple[int, ...], evidence: str, at: datetime
) -> None:
    """Every step, the verdict, and the document."""
    mina = people.actor("mina")
    evaluation = begin_evaluation(actor=mina, ticket=ticket, at=at - HOUR)
    for place in evaluation.steps.order_by("place").values_list("place", flat=True):
        result = "failed" if place in failed else "passed"
        record_step(actor=mina, evaluation=evaluation, place=place, result=result, at=at - HOUR)
    evaluation = decide_evaluation(
        actor=mina,
        evaluation=evaluation,
        defect="confirmed",
        use="as the warranty asks",
        evidence=evidence,
        at=at,
    )
    issue_analysis(actor=mina, evaluation=evaluation, at=at)


def add_spare(people: People, *, product: str, name: str, at: datetime) -> None:
    """What goes out in the place of a broken one."""
    provider = people.providers[SANGOMA]
    add_unit(
        actor=people.actor("mina"),
        provider=provider,
        organisation=people.organisations["Copperline Telecom"],
        product=Product.objects.get(provider=provider, name=product),
        kind="serial",
        name=name,
        state="spare",
        at=at,
    )
