"""Waiting, assessing and the steps in the life of a ticket, each under its clause."""

from collections.abc import Callable

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.access import NotAllowed
from uphold.agreements.queries import decisions_about
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.tickets.actions import (
    ask_for,
    ask_for_evidence,
    assess_priority,
    assign_ticket,
    close_ticket,
    decline_ticket,
    find,
    give_workaround,
    hand_over,
    provide_evidence,
    redirect,
    reopen_ticket,
    reply,
    resolve_ticket,
    restore_service,
    resume,
    take_option,
    wait,
    waive,
)
from uphold.tickets.models import Ticket


def test_waiting_for_the_customer_pauses_what_the_agreement_names(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="customer", at=at("2026-06-09 11:00"))

    states = dict(ticket.promises.values_list("metric", "state"))
    assert states["resolution"] == "paused"
    assert states["first response"] == "running"
    pause = decisions_about(ticket).get(kind="pause")
    assert (pause.row, pause.outcome) == ("Resolution", {"paused": ["resolution"]})


def test_waiting_for_a_third_party_pauses_nothing(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="third party", at=at("2026-06-09 11:00"))

    assert ticket.promises.get(metric="resolution").state == "running"
    assert decisions_about(ticket).get(kind="pause").said == "not said"


def test_a_resumed_clock_keeps_the_time_used(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="customer", at=at("2026-06-09 11:00"))

    resume(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 16:00"))

    promise = ticket.promises.get(metric="resolution")
    assert (promise.used_seconds, promise.due_at) == (3600, at("2026-06-11 15:00"))


def test_a_ticket_that_does_not_wait_cannot_go_on(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    with pytest.raises(Refused) as refusal:
        resume(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 16:00"))

    assert refusal.value.code == "ticket_is_not_waiting"
    assert Ticket.objects.get(pk=ticket.pk).status == "new"


@pytest.mark.parametrize("act", [resolve_ticket, restore_service])
def test_a_resolved_ticket_is_reopened_before_it_is_worked_on(cast: Cast, act: Callable[..., Ticket]) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 11:00"))

    with pytest.raises(Refused) as refusal:
        act(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 12:00"))

    assert refusal.value.sentence == "Ticket NW-1 is resolved; reopen it first."
    assert Ticket.objects.get(pk=ticket.pk).resolved_at == at("2026-06-09 11:00")


def test_evidence_is_asked_for_and_taken_in(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"), evidence=[])
    ask_for_evidence(
        actor=cast.ben.actor,
        ticket=ticket,
        names=["Logs"],
        body="Please send logs.",
        at=at("2026-06-09 10:30"),
    )
    waiting_for = Ticket.objects.get(pk=ticket.pk).waiting_for

    provide_evidence(actor=cast.ada.actor, ticket=ticket, names=["Logs"], at=at("2026-06-09 12:30"))

    assert waiting_for == "evidence"
    ticket.refresh_from_db()
    assert (ticket.status, ticket.waiting_for) == ("open", "")
    assert ticket.promises.get(metric="resolution").used_seconds == 1800


def test_a_higher_priority_counts_from_the_same_start(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"), impact="One")
    before = ticket.promises.get(metric="first response").due_at

    assess_priority(actor=cast.ben.actor, ticket=ticket, priority="High", at=at("2026-06-09 10:30"))

    ticket.refresh_from_db()
    assert before == at("2026-06-10 10:00")
    assert ticket.promises.get(metric="first response").due_at == at("2026-06-09 12:00")
    assert (ticket.requested_priority, ticket.assessed_priority, ticket.current_priority) == (
        "Low",
        "High",
        "High",
    )


def test_a_priority_that_nobody_agreed_on_is_refused(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    with pytest.raises(Refused) as refusal:
        assess_priority(actor=cast.ben.actor, ticket=ticket, priority="Apocalypse", at=at("2026-06-09 10:30"))

    assert refusal.value.code == "name_unknown"
    assert Ticket.objects.get(pk=ticket.pk).current_priority == "High"


def test_restored_service_ends_the_promises_of_the_outage(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    reply(actor=cast.ben.actor, ticket=ticket, body="We are on it.", at=at("2026-06-09 10:10"))

    restore_service(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 11:00"))

    ticket.refresh_from_db()
    assert (ticket.status, ticket.status_said, ticket.current_priority) == ("restored", "monitoring", "Low")
    assert ticket.promises.get(metric="resolution").state == "ended"
    step = decisions_about(ticket).get(kind="lifecycle")
    assert (step.row, step.outcome["priority"]) == ("service restored", "Low")


def test_a_resolution_keeps_its_promise(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 15:00"))

    assert ticket.promises.get(metric="resolution").state == "met"
    assert Ticket.objects.get(pk=ticket.pk).status == "resolved"


def test_a_reopened_ticket_keeps_the_time_it_used(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 12:00"))
    close_ticket(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 12:00"))

    reopen_ticket(actor=cast.max.actor, ticket=ticket, at=at("2026-06-10 09:00"))

    ticket.refresh_from_db()
    assert (ticket.status, ticket.closed_at) == ("open", None)
    promise = ticket.promises.get(metric="resolution")
    assert (promise.state, promise.used_seconds) == ("running", 7200)


def test_a_declined_ticket_is_over_and_says_why(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"), facts={"documented": "no"})

    decline_ticket(
        actor=cast.ben.actor, ticket=ticket, body="This was never documented.", at=at("2026-06-09 10:30")
    )

    ticket.refresh_from_db()
    assert (ticket.status, ticket.closed_at) == ("declined", at("2026-06-09 10:30"))
    assert ticket.queue_at.year == 9999


def test_a_call_sent_elsewhere_keeps_its_clock(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    redirect(
        actor=cast.ben.actor,
        ticket=ticket,
        to="Portal",
        body="Please use the portal.",
        at=at("2026-06-09 10:05"),
    )

    promise = ticket.promises.get(metric="first response")
    assert (promise.state, promise.due_at) == ("running", at("2026-06-09 12:00"))


def test_an_escalation_goes_to_the_first_contact(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    answered = ask_for(actor=cast.ada.actor, ticket=ticket, subject="escalation", at=at("2026-06-09 13:00"))

    assert [step.contact for step in answered.escalation] == ["Desk lead"]
    assert decisions_about(ticket).get(kind="escalation").outcome["step"] == 1


def test_a_finding_settles_what_the_work_costs(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    find(actor=cast.ben.actor, ticket=ticket, facts={"cause": "Platform"}, at=at("2026-06-09 13:00"))

    charge = decisions_about(ticket).get(kind="charge")
    assert charge.outcome == {"state": "none", "amount": "0.00"}


def test_a_workaround_and_a_handover_are_told(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    hand_over(actor=cast.ben.actor, ticket=ticket, to="development", at=at("2026-06-09 10:30"))
    give_workaround(actor=cast.ben.actor, ticket=ticket, body="Use the old line.", at=at("2026-06-09 11:00"))

    assert ticket.promises.get(metric="first response").met_at == at("2026-06-09 11:00")


@pytest.mark.parametrize(
    ("name", "is_allowed"), [("ben", False), ("nia", False), ("lea", True), ("olga", True), ("ada", False)]
)
def test_only_managers_waive_a_promise(cast: Cast, name: str, is_allowed: bool) -> None:  # noqa: FBT001 - a table
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    actor = getattr(cast, name).actor

    if is_allowed:
        waive(
            actor=actor,
            ticket=ticket,
            metric="resolution",
            reason="Their site is shut.",
            at=at("2026-06-09 11:00"),
        )
    else:
        with pytest.raises(NotAllowed):
            waive(actor=actor, ticket=ticket, metric="resolution", reason="Shut.", at=at("2026-06-09 11:00"))

    is_running = ticket.promises.get(metric="resolution").state == "running"
    assert is_running is not is_allowed


def test_nobody_is_suspended_who_is_not_overdue(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    with pytest.raises(Refused) as refusal:
        take_option(
            actor=cast.lea.actor,
            ticket=ticket,
            kind="standing",
            answer_word="suspend",
            subject="handling",
            body="Your account is overdue.",
            at=at("2026-06-09 11:00"),
        )

    assert refusal.value.code == "option_not_offered"
    assert Ticket.objects.get(pk=ticket.pk).status == "new"
    assert ticket.messages.count() == 1


def test_an_agent_takes_the_option_that_is_his(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    take_option(
        actor=cast.ben.actor,
        ticket=ticket,
        kind="admission",
        answer_word="redirect",
        subject="Portal",
        body="Please write in the portal.",
        at=at("2026-06-09 11:00"),
    )

    assert entries_about(ticket).get(kind="ticket.taken").detail["as"] == "agent"


def test_a_ticket_is_given_only_to_those_who_work_for_its_provider(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    with pytest.raises(Refused) as refusal:
        assign_ticket(actor=cast.lea.actor, ticket=ticket, assignee=cast.tom.staff, at=at("2026-06-09 10:30"))

    assert refusal.value.code == "not_of_this_desk"
    assert Ticket.objects.get(pk=ticket.pk).assignee is None
