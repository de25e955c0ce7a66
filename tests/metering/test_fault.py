"""The fault file: both sides bring what they have, one proposes, the other answers, and a charge follows."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from tests.cast.people import Cast
from tests.cast.shipped import make_shipped_cast, open_shipped
from uphold.access import NotAllowed, NotThere
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.mail.models import OutgoingMail
from uphold.metering.actions import (
    accept_fault,
    add_evidence,
    decide_fault,
    log_work,
    object_to_fault,
    propose_fault,
    reverse_work,
)
from uphold.metering.actions.fault import mark_of
from uphold.metering.jobs import hear_silence, meter
from uphold.metering.models import FaultEvidence, FaultFile, WorkEntry
from uphold.metering.queries import fault_file_of, sums_of
from uphold.notices.jobs import tell
from uphold.notices.models import Notification
from uphold.tickets.actions import assign_ticket, find
from uphold.tickets.models import Ticket

NEW_YORK = ZoneInfo("America/New_York")
SATURDAY = datetime(2026, 8, 15, 2, tzinfo=NEW_YORK)
MONDAY = datetime(2026, 8, 17, 10, tzinfo=NEW_YORK)
TUESDAY = MONDAY + timedelta(days=1)
WITH_SILENCE = {
    "| Money rounding   | half up to the cent |": (
        "| Money rounding   | half up to the cent |\n"
        "| Objection within | 5 business days |\n"
        "| Silence means    | {means} |"
    )
}


def a_worked_outage(cast: Cast) -> Ticket:
    ticket = open_shipped(customer=cast.ada, opened_at=SATURDAY, request="Fault", impact="Total loss")
    work(cast, ticket)
    return ticket


def work(cast: Cast, ticket: Ticket) -> WorkEntry:
    return log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=SATURDAY + timedelta(minutes=10),
        ended_at=SATURDAY + timedelta(minutes=52),
        at=SATURDAY + timedelta(hours=1),
    )


def file_of(ticket: Ticket) -> FaultFile:
    file = fault_file_of(ticket)
    assert file is not None
    file.ticket = ticket
    return file


def read(ticket: Ticket) -> str:
    """The mark of the proposal that the customer has before him."""
    return mark_of(file_of(ticket))


def a_proposal(cast: Cast, ticket: Ticket) -> FaultFile:
    return propose_fault(
        actor=cast.lea.actor,
        file=file_of(ticket),
        fault="customer",
        cause="Customer's equipment",
        words="A new rule of the firewall shut the calls out.",
        at=MONDAY,
    )


def react(ticket: Ticket, *, at: datetime) -> None:
    for entry in entries_about(ticket).filter(kind="ticket.found"):
        meter(entry.pk, at=at)


def under_silence(means: str) -> Cast:
    ((old, new),) = WITH_SILENCE.items()
    return make_shipped_cast("stratelegy", changed={old: new.format(means=means)})


def kinds(ticket: Ticket) -> list[str]:
    return [entry.kind for entry in entries_about(ticket) if entry.kind.startswith("fault.")]


def test_the_file_opens_by_itself_when_the_charge_hangs_on_the_fault(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)

    file = file_of(ticket)

    assert (file.state, file.problem) == (FaultFile.State.OPEN, "")
    assert kinds(ticket) == ["fault.opened"]


def test_work_in_hours_opens_none(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Fault", impact="Total loss")

    log_work(
        actor=hosted.ben.actor,
        ticket=ticket,
        staff=hosted.ben.staff,
        started_at=MONDAY,
        ended_at=MONDAY + timedelta(minutes=10),
        at=TUESDAY,
    )

    assert not FaultFile.objects.exists()


def test_both_sides_bring_what_they_have_and_it_stays(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)

    add_evidence(actor=hosted.ben.actor, file=file_of(ticket), words="The trunk was up.", at=MONDAY)
    add_evidence(actor=hosted.ada.actor, file=file_of(ticket), words="We changed nothing.", at=MONDAY)

    kept = [(each.side, each.words) for each in file_of(ticket).evidence.order_by("id")]
    assert kept == [("provider", "The trunk was up."), ("customer", "We changed nothing.")]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FaultEvidence.objects.update(words="We did.")


def test_what_the_customer_accepts_is_found_and_charged(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)
    a_proposal(hosted, ticket)

    file = accept_fault(actor=hosted.ada.actor, file=file_of(ticket), seen=read(ticket), at=TUESDAY)
    react(ticket, at=TUESDAY)

    assert (file.state, file.decided_how, file.answered_by) == ("decided", "agreed", hosted.ada.contact)
    assert (file.fault, file.cause, file.proposed_by) == (
        "customer",
        "Customer's equipment",
        hosted.lea.staff,
    )
    assert sums_of(ticket).amount == Decimal("125.00")
    assert kinds(ticket) == ["fault.opened", "fault.proposed", "fault.accepted", "fault.decided"]


def test_an_objection_needs_words_and_a_manager(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)
    a_proposal(hosted, ticket)

    with pytest.raises(Refused) as refusal:
        object_to_fault(
            actor=hosted.ada.actor, file=file_of(ticket), words=" ", seen=read(ticket), at=TUESDAY
        )
    assert refusal.value.code == "objection_needs_words"
    assert file_of(ticket).state == FaultFile.State.PROPOSED
    object_to_fault(
        actor=hosted.ada.actor, file=file_of(ticket), words="The rule is old.", seen=read(ticket), at=TUESDAY
    )
    file = decide_fault(actor=hosted.lea.actor, file=file_of(ticket), fault="not found", at=TUESDAY)
    react(ticket, at=TUESDAY)

    assert (file.fault, file.decided_how, file.decided_by) == ("not found", "by a person", hosted.lea.staff)
    assert (file.answered_words, sums_of(ticket).amount) == ("The rule is old.", Decimal(0))


def test_where_silence_is_not_said_a_manager_decides_and_nothing_happens_by_itself(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)
    proposed = a_proposal(hosted, ticket)

    heard = hear_silence(MONDAY + timedelta(days=60))

    assert (heard, proposed.answer_by_at, proposed.silence_means) == (0, None, "")
    assert file_of(ticket).state == FaultFile.State.PROPOSED
    decide_fault(actor=hosted.lea.actor, file=file_of(ticket), fault="customer", at=TUESDAY)
    assert file_of(ticket).decided_how == "by a person"


@pytest.mark.django_db
def test_silence_that_means_agreement_decides_when_the_time_is_over() -> None:
    cast = under_silence("agreement")
    ticket = a_worked_outage(cast)
    proposed = a_proposal(cast, ticket)
    until = datetime(2026, 8, 24, 17, tzinfo=NEW_YORK)

    before = hear_silence(until - timedelta(seconds=1))
    after = hear_silence(until)
    again = hear_silence(until + timedelta(hours=1))
    react(ticket, at=until)

    assert (proposed.answer_by_at, before, after, again) == (until, 0, 1, 0)
    assert (file_of(ticket).decided_how, file_of(ticket).fault) == ("by silence", "customer")
    assert sums_of(ticket).amount == Decimal("125.00")


@pytest.mark.django_db
def test_silence_that_means_an_objection_leaves_it_to_a_manager() -> None:
    cast = under_silence("objection")
    ticket = a_worked_outage(cast)
    a_proposal(cast, ticket)

    hear_silence(MONDAY + timedelta(days=8))

    assert file_of(ticket).state == FaultFile.State.OBJECTED
    assert sums_of(ticket).open_seconds == 42 * 60


@pytest.mark.django_db
def test_nobody_decides_while_the_customer_may_still_answer() -> None:
    cast = under_silence("agreement")
    ticket = a_worked_outage(cast)
    a_proposal(cast, ticket)

    with pytest.raises(Refused) as refusal:
        decide_fault(actor=cast.lea.actor, file=file_of(ticket), fault="customer", at=TUESDAY)

    assert refusal.value.code == "answer_is_awaited"
    assert file_of(ticket).state == FaultFile.State.PROPOSED


def test_nothing_is_decided_that_was_not_proposed(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)

    with pytest.raises(Refused) as refusal:
        decide_fault(actor=hosted.lea.actor, file=file_of(ticket), fault="customer", at=TUESDAY)

    assert refusal.value.code == "nothing_proposed"
    assert file_of(ticket).state == FaultFile.State.OPEN


def test_what_is_decided_stays_decided(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)
    a_proposal(hosted, ticket)
    accept_fault(actor=hosted.ada.actor, file=file_of(ticket), seen=read(ticket), at=TUESDAY)

    with pytest.raises(Refused) as refusal:
        propose_fault(
            actor=hosted.lea.actor, file=file_of(ticket), fault="provider", words="No, ours.", at=TUESDAY
        )

    assert refusal.value.code == "fault_is_decided"
    assert file_of(ticket).fault == "customer"


def test_a_finding_elsewhere_closes_the_file(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)
    find(actor=hosted.ben.actor, ticket=ticket, facts={"cause": "Platform"}, at=MONDAY)

    react(ticket, at=MONDAY)

    assert (file_of(ticket).state, file_of(ticket).decided_how) == ("decided", "found")
    assert kinds(ticket) == ["fault.opened", "fault.closed"]


def test_when_the_work_is_taken_back_the_file_closes_and_opens_again_with_new_work(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)
    entry = WorkEntry.objects.get()
    reverse_work(actor=hosted.ben.actor, entry=entry, at=MONDAY)
    closed = file_of(ticket).state

    work(hosted, ticket)

    assert closed == FaultFile.State.DECIDED
    assert file_of(ticket).state == FaultFile.State.OPEN


def test_the_customer_is_told_of_the_proposal_and_of_the_outcome(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)
    a_proposal(hosted, ticket)
    object_to_fault(
        actor=hosted.max.actor, file=file_of(ticket), words="The rule is old.", seen=read(ticket), at=TUESDAY
    )
    decide_fault(actor=hosted.lea.actor, file=file_of(ticket), fault="customer", at=TUESDAY)

    for entry in entries_about(ticket).filter(kind__in=["fault.proposed", "fault.decided"]):
        tell(entry.pk, at=TUESDAY)

    proposed, decided = OutgoingMail.objects.order_by("pk")
    assert "propose: Customer's equipment, the fault is on your side" in proposed.subject
    assert "A new rule of the firewall shut the calls out." in proposed.body
    assert "is settled: the fault is on your side" in decided.subject
    assert {proposed.to_address, decided.to_address} == {"ada@harbour.example"}


def test_an_objection_is_told_to_the_assignee_and_the_leads(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)
    assign_ticket(actor=hosted.lea.actor, ticket=ticket, assignee=hosted.ben.staff, at=SATURDAY)
    a_proposal(hosted, ticket)
    object_to_fault(
        actor=hosted.ada.actor, file=file_of(ticket), words="The rule is old.", seen=read(ticket), at=TUESDAY
    )

    tell(entries_about(ticket).get(kind="fault.objected").pk, at=TUESDAY)

    assert set(Notification.objects.values_list("staff__name", flat=True)) == {"Ben", "Lea"}


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", NotAllowed),
        ("max", NotAllowed),
        ("eve", NotThere),
        ("ben", NotAllowed),
        ("nia", NotAllowed),
        ("lea", None),
        ("olga", None),
        ("tom", NotThere),
    ],
)
def test_who_proposes(hosted: Cast, name: str, refusal: type[Exception] | None) -> None:
    ticket = a_worked_outage(hosted)
    actor, file = getattr(hosted, name).actor, file_of(ticket)

    if refusal is None:
        assert propose_fault(actor=actor, file=file, fault="customer", words="So.", at=MONDAY).proposed_at
    else:
        with pytest.raises(refusal):
            propose_fault(actor=actor, file=file, fault="customer", words="So.", at=MONDAY)
        assert file_of(ticket).state == FaultFile.State.OPEN


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", None),
        ("max", None),
        ("eve", NotThere),
        ("ben", NotAllowed),
        ("nia", NotAllowed),
        ("lea", NotAllowed),
        ("olga", NotAllowed),
        ("tom", NotAllowed),
    ],
)
def test_who_answers(hosted: Cast, name: str, refusal: type[Exception] | None) -> None:
    ticket = a_worked_outage(hosted)
    a_proposal(hosted, ticket)
    actor, file = getattr(hosted, name).actor, file_of(ticket)

    if refusal is None:
        assert (
            accept_fault(actor=actor, file=file, seen=mark_of(file), at=TUESDAY).state
            == FaultFile.State.DECIDED
        )
    else:
        with pytest.raises(refusal):
            accept_fault(actor=actor, file=file, seen=mark_of(file), at=TUESDAY)
        assert file_of(ticket).state == FaultFile.State.PROPOSED


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", NotAllowed),
        ("max", NotAllowed),
        ("eve", NotAllowed),
        ("ben", NotAllowed),
        ("nia", NotAllowed),
        ("lea", None),
        ("olga", None),
        ("tom", NotAllowed),
    ],
)
def test_who_decides(hosted: Cast, name: str, refusal: type[Exception] | None) -> None:
    ticket = a_worked_outage(hosted)
    a_proposal(hosted, ticket)
    actor, file = getattr(hosted, name).actor, file_of(ticket)

    if refusal is None:
        assert decide_fault(actor=actor, file=file, fault="provider", at=TUESDAY).fault == "provider"
    else:
        with pytest.raises(refusal):
            decide_fault(actor=actor, file=file, fault="provider", at=TUESDAY)
        assert file_of(ticket).state == FaultFile.State.PROPOSED
