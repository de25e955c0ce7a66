"""Answers and findings that go past a fault file: to a proposal that is no more, or while the customer is asked."""

from datetime import timedelta

import pytest

from tests.cast.people import Cast
from tests.metering.test_fault import MONDAY, TUESDAY, a_proposal, a_worked_outage, file_of, read
from uphold.access import Actor
from uphold.kit import INVALID, Refused
from uphold.metering.actions import accept_fault, meter_ticket, object_to_fault, propose_fault, record_finding
from uphold.metering.actions.fault import AnotherProposal, mark_of
from uphold.metering.models import FaultFile


def test_an_answer_to_a_proposal_that_was_replaced_meanwhile_is_none(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)
    first = a_proposal(hosted, ticket)
    mark = mark_of(first)
    propose_fault(
        actor=hosted.lea.actor,
        file=file_of(ticket),
        fault="third party",
        words="The carrier's line was down.",
        at=MONDAY + timedelta(minutes=1),
    )

    with pytest.raises(AnotherProposal):
        accept_fault(actor=hosted.ada.actor, file=file_of(ticket), seen=mark, at=TUESDAY)
    with pytest.raises(AnotherProposal):
        object_to_fault(actor=hosted.ada.actor, file=file_of(ticket), words="No.", seen=mark, at=TUESDAY)

    assert file_of(ticket).state == FaultFile.State.PROPOSED


@pytest.mark.parametrize("is_objected", [False, True])
def test_whose_fault_it_was_is_not_said_past_a_file_that_the_customer_is_asked_in(
    hosted: Cast, *, is_objected: bool
) -> None:
    ticket = a_worked_outage(hosted)
    a_proposal(hosted, ticket)
    if is_objected:
        object_to_fault(
            actor=hosted.ada.actor,
            file=file_of(ticket),
            words="The rule is old.",
            seen=read(ticket),
            at=TUESDAY,
        )

    with pytest.raises(Refused) as refusal:
        record_finding(actor=hosted.ben.actor, ticket=ticket, facts={"fault": "customer"}, at=TUESDAY)

    assert refusal.value.code == "fault_is_before_both_sides"
    assert file_of(ticket).state == ("objected" if is_objected else "proposed")


def test_a_finding_closes_a_file_that_is_only_open_when_that_is_meant(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)
    found = {"fault": "customer"}

    with pytest.raises(Refused) as refusal:
        record_finding(actor=hosted.ben.actor, ticket=ticket, facts=found, at=TUESDAY)
    assert (refusal.value.code, refusal.value.kind) == ("finding_closes_file", INVALID)
    assert file_of(ticket).state == FaultFile.State.OPEN

    record_finding(actor=hosted.ben.actor, ticket=ticket, facts=found, closes_file=True, at=TUESDAY)
    meter_ticket(ticket=ticket, by=Actor.system(), at=TUESDAY)
    assert (file_of(ticket).state, file_of(ticket).decided_how) == (FaultFile.State.DECIDED, "found")


def test_what_says_nothing_of_the_fault_leaves_an_open_file_alone(hosted: Cast) -> None:
    ticket = a_worked_outage(hosted)

    record_finding(actor=hosted.ben.actor, ticket=ticket, facts={"resolution": "repair"}, at=TUESDAY)

    assert file_of(ticket).state == FaultFile.State.OPEN
