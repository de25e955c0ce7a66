"""Work that stands, timers that run, and what the agreement says work costs at a moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, Sum
from django.db.models.functions import Coalesce

from uphold.access import Actor
from uphold.metering.bridge import work_of
from uphold.metering.models import (
    Charge,
    Consent,
    ConsentRequest,
    FaultEvidence,
    FaultFile,
    NamedPrice,
    Timer,
    WorkEntry,
)
from uphold.policy.scenario.answer import Answer
from uphold.policy.scenario.case import Work
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import ask

IDLE_AFTER = timedelta(minutes=30)
"""A timer that its owner has not answered for so long asks whether the work goes on."""


def standing_entries() -> QuerySet[WorkEntry]:
    """Entries that were not taken back."""
    return WorkEntry.objects.filter(reverses=None, reversal=None)


def work_on(ticket: Ticket) -> QuerySet[WorkEntry]:
    """The work on a ticket that stands, in the order in which it was done."""
    entries = standing_entries().filter(ticket=ticket).select_related("staff", "settlement")
    return entries.order_by("started_at", "id")


def settling_work(ticket: Ticket) -> QuerySet[WorkEntry]:
    """The same without the people, who are nothing to the agreement."""
    entries = standing_entries().filter(ticket=ticket).select_related("settlement")
    return entries.order_by("started_at", "id")


def has_work(ticket: Ticket) -> bool:
    """Whether anybody ever logged work on it, taken back or not."""
    return WorkEntry.objects.filter(ticket=ticket).exists()


def case_work(ticket: Ticket) -> list[Work]:
    """The same as the agreement reads it: for verbs of tickets whose decision is about a charge."""
    return [work_of(entry) for entry in work_on(ticket)]


def ask_with_work(ticket: Ticket, *, at: datetime) -> Answer:
    """Everything the agreement decides, work included: the charge with its lines, clause and alternatives."""
    return ask(ticket, at=at, work=case_work(ticket))


def timer_topic(staff_id: int) -> str:
    """By which the person's open pages hear that his timer started or ended."""
    return f"timer:{staff_id}"


def timer_of(actor: Actor) -> Timer | None:
    """The one that runs for this person, with its ticket; others have none."""
    if not actor.is_staff or actor.id is None:
        return None
    timers = Timer.objects.filter(staff_id=actor.id).select_related("ticket", "staff")
    return timers.defer("ticket__search").first()


def idle_at(timer: Timer) -> datetime:
    """When it will have been silent for too long."""
    return timer.seen_at + IDLE_AFTER


def is_idle(timer: Timer, *, at: datetime) -> bool:
    return at >= idle_at(timer)


def charges_of(ticket: Ticket) -> QuerySet[Charge]:
    """Every row of what work came to and what came back of it, in the order in which they were settled."""
    return Charge.objects.filter(ticket=ticket).order_by("id")


@dataclass(frozen=True, slots=True)
class Sums:
    """What a ticket comes to in all: as worked, as accounted, in money and in credits; what is not settled yet."""

    actual_seconds: int
    accounted_seconds: int
    amount: Decimal
    credits: int
    open_seconds: int


def sums_of(ticket: Ticket) -> Sums:
    charged = Charge.objects.filter(ticket=ticket).aggregate(
        actual=Coalesce(Sum("actual_seconds"), 0),
        accounted=Coalesce(Sum("accounted_seconds"), 0),
        money=Coalesce(Sum("amount"), Decimal(0)),
        taken=Coalesce(Sum("credits"), 0),
    )
    waiting = open_work(ticket).values_list("started_at", "ended_at")
    return Sums(
        actual_seconds=charged["actual"],
        accounted_seconds=charged["accounted"],
        amount=charged["money"],
        credits=charged["taken"],
        open_seconds=sum(int((ended_at - started_at).total_seconds()) for started_at, ended_at in waiting),
    )


def open_work(ticket: Ticket) -> QuerySet[WorkEntry]:
    """Work that stands and whose charge still waits for something."""
    return work_on(ticket).filter(settlement=None)


def consents_of(ticket: Ticket) -> QuerySet[Consent]:
    """Who agreed to what, by which way, in order."""
    return Consent.objects.filter(ticket=ticket).select_related("contact", "noted_by").order_by("at", "id")


def asked_consents_of(ticket: Ticket) -> QuerySet[ConsentRequest]:
    """Who was asked by mail, the latest first."""
    asked = ConsentRequest.objects.filter(ticket=ticket).select_related("contact", "asked_by")
    return asked.order_by("-asked_at", "-id")


def prices_named_on(ticket: Ticket) -> QuerySet[NamedPrice]:
    """What was named after the work where the agreement leaves the price open, with the names that stand by it."""
    return (
        NamedPrice.objects.filter(ticket=ticket).select_related("agreed_by", "named_by").order_by("at", "id")
    )


def fault_files_of(ticket: Ticket) -> QuerySet[FaultFile]:
    """Each problem's file with the names that stand in it and the evidence of both sides."""
    evidence = FaultEvidence.objects.select_related("staff", "contact").order_by("at", "id")
    files = FaultFile.objects.filter(ticket=ticket).prefetch_related(Prefetch("evidence", queryset=evidence))
    return files.select_related("proposed_by", "answered_by", "decided_by").order_by("opened_at", "id")


def fault_file_of(ticket: Ticket, *, problem: str = "") -> FaultFile | None:
    return fault_files_of(ticket).filter(problem=problem).first()
