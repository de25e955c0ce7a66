"""Evaluations: steps, the verdict as a finding of the ticket, and the document that never changes."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast.hardware import evaluate, make_phone, open_about
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.access import NotAllowed, NotThere
from uphold.hardware.actions import begin_evaluation, decide_evaluation, issue_analysis, record_step
from uphold.hardware.models import Evaluation, FaultAnalysis
from uphold.hardware.refusals import (
    AnalysisIsIssued,
    EvaluationIsDecided,
    EvaluationIsOpen,
    EvidenceMissing,
    NoUnitNamed,
    StepsAreOpen,
)
from uphold.journal.queries import entries_about
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import ask

OCTOBER, LATER = at("2026-10-15 10:00"), at("2027-01-20 10:00")


def ticket_about_a_phone(cast: Cast) -> Ticket:
    return open_about(cast, make_phone(cast), at=OCTOBER)


def test_the_checklist_is_that_of_the_family(equipped: Cast) -> None:
    ticket = ticket_about_a_phone(equipped)

    evaluation = begin_evaluation(actor=equipped.ben.actor, ticket=ticket, at=OCTOBER)

    words = list(evaluation.steps.order_by("place").values_list("words", flat=True))
    assert (len(words), words[4]) == (9, "Handset, speaker and microphone carry sound both ways")


def test_the_verdict_is_found_on_the_ticket_and_the_day_of_the_report_counts(equipped: Cast) -> None:
    ticket = ticket_about_a_phone(equipped)

    evaluate(equipped, ticket, at=LATER)

    claim = ask(ticket, at=LATER).warranty
    assert claim is not None
    assert (claim.answer, claim.ruling.citation and claim.ruling.citation.row) == (
        "return authorization",
        "Valid claim",
    )
    assert [each.detail["facts"] for each in entries_about(ticket).filter(kind="ticket.found")] == [
        {"defect": "confirmed", "use": "as the warranty asks"}
    ]


def test_a_unit_used_otherwise_than_the_warranty_asks_is_declined(equipped: Cast) -> None:
    ticket = ticket_about_a_phone(equipped)

    evaluate(equipped, ticket, use="outside it", at=OCTOBER)

    claim = ask(ticket, at=OCTOBER).warranty
    assert claim is not None
    assert claim.answer == "decline"


def test_no_verdict_before_every_step_is_done_and_without_evidence(equipped: Cast) -> None:
    ticket = ticket_about_a_phone(equipped)
    ben = equipped.ben.actor
    evaluation = begin_evaluation(actor=ben, ticket=ticket, at=OCTOBER)
    for place in range(1, 9):
        record_step(actor=ben, evaluation=evaluation, place=place, result="passed", at=OCTOBER)

    with pytest.raises(StepsAreOpen, match="9"):
        decide_evaluation(
            actor=ben, evaluation=evaluation, defect="not found", evidence="All fine.", at=OCTOBER
        )
    record_step(actor=ben, evaluation=evaluation, place=9, result="not applicable", at=OCTOBER)
    with pytest.raises(EvidenceMissing):
        decide_evaluation(actor=ben, evaluation=evaluation, defect="not found", evidence=" ", at=OCTOBER)

    assert Evaluation.objects.get().decided_at is None
    assert not entries_about(ticket).filter(kind="ticket.found").exists()


def test_one_evaluation_at_a_time_and_none_without_a_unit(equipped: Cast) -> None:
    ticket = ticket_about_a_phone(equipped)
    begin_evaluation(actor=equipped.ben.actor, ticket=ticket, at=OCTOBER)
    Ticket.objects.filter(pk=ticket.pk).update(unit=None)

    with pytest.raises(NoUnitNamed):
        begin_evaluation(actor=equipped.ben.actor, ticket=ticket, at=OCTOBER)
    Ticket.objects.filter(pk=ticket.pk).update(unit=ticket.unit)
    with pytest.raises(EvaluationIsOpen):
        begin_evaluation(actor=equipped.ben.actor, ticket=ticket, at=OCTOBER)

    assert Evaluation.objects.count() == 1


def test_what_is_decided_stays(equipped: Cast) -> None:
    evaluation = evaluate(equipped, ticket_about_a_phone(equipped), at=OCTOBER)

    with pytest.raises(EvaluationIsDecided):
        record_step(actor=equipped.ben.actor, evaluation=evaluation, place=1, result="passed", at=LATER)

    assert set(evaluation.steps.values_list("result", flat=True)) == {"failed"}


def test_customers_evaluate_nothing_and_strangers_see_nothing(equipped: Cast) -> None:
    ticket = ticket_about_a_phone(equipped)

    for person in (equipped.ada, equipped.max):
        with pytest.raises(NotAllowed):
            begin_evaluation(actor=person.actor, ticket=ticket, at=OCTOBER)
    for stranger in (equipped.eve.actor, equipped.tom.actor):
        with pytest.raises(NotThere):
            begin_evaluation(actor=stranger, ticket=ticket, at=OCTOBER)

    assert not Evaluation.objects.exists()


def test_the_analysis_says_what_was_found_by_which_row_under_the_next_number(equipped: Cast) -> None:
    evaluation = evaluate(equipped, ticket_about_a_phone(equipped), at=OCTOBER)

    analysis = issue_analysis(actor=equipped.ben.actor, evaluation=evaluation, at=LATER)

    told = {
        name: analysis.content[name]
        for name in ("number", "unit", "defect", "row", "warranty_until", "answer")
    }
    assert told == {
        "number": "NW-FA1",
        "unit": "DP-1001",
        "defect": "confirmed",
        "row": "Valid claim",
        "warranty_until": "2026-12-31",
        "answer": "return authorization",
    }
    with pytest.raises(AnalysisIsIssued):
        issue_analysis(actor=equipped.ben.actor, evaluation=evaluation, at=LATER)


def test_an_issued_analysis_cannot_be_changed(equipped: Cast) -> None:
    evaluation = evaluate(equipped, ticket_about_a_phone(equipped), at=OCTOBER)
    issue_analysis(actor=equipped.ben.actor, evaluation=evaluation, at=OCTOBER)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        FaultAnalysis.objects.update(number="NW-FA9")

    assert FaultAnalysis.objects.get().number == "NW-FA1"
