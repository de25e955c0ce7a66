"""Evaluating a unit: steps are done one by one, and the verdict becomes the finding of the ticket."""

from collections.abc import Sequence
from datetime import datetime

from uphold.access import Actor, NotThere, Permission
from uphold.hardware.checklist import steps_for
from uphold.hardware.models import Evaluation, EvaluationStep
from uphold.hardware.refusals import (
    EvaluationIsDecided,
    EvaluationIsOpen,
    EvidenceMissing,
    NoUnitNamed,
    ResultUnknown,
    StepsAreOpen,
)
from uphold.kit.transaction import atomic
from uphold.policy.scenario.case import Work
from uphold.tickets.actions import find
from uphold.tickets.locking import begin, begin_with_any
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record

EVALUATE = Permission.HARDWARE_EVALUATE
NOT_FOUND = "not found"


@atomic
def begin_evaluation(*, actor: Actor, ticket: Ticket, at: datetime) -> Evaluation:
    """With the steps that fit the product of the ticket's unit."""
    ticket = begin(actor, ticket, need=EVALUATE)
    if ticket.unit is None:
        raise NoUnitNamed(ticket.number)
    if ticket.evaluations.filter(decided_at=None).exists():
        raise EvaluationIsOpen(ticket.number)
    evaluation = Evaluation.objects.create(
        ticket=ticket, unit=ticket.unit, begun_by_id=staff_id(actor), begun_at=at
    )
    steps = steps_for(ticket.unit.product.family)
    EvaluationStep.objects.bulk_create(
        EvaluationStep(evaluation=evaluation, place=place, words=words)
        for place, words in enumerate(steps, start=1)
    )
    record(ticket, "hardware.evaluation_begun", by=actor, at=at, detail={"evaluation": evaluation.pk})
    return evaluation


@atomic
def record_step(
    *, actor: Actor, evaluation: Evaluation, place: int, result: str, note: str = "", at: datetime
) -> EvaluationStep:
    """May be done again until the verdict; the last result stands."""
    begin_with_any(actor, evaluation.ticket, need=EVALUATE)
    require_open(evaluation)
    step = evaluation.steps.filter(place=place).first()
    if step is None:
        raise NotThere("step")
    if result not in EvaluationStep.Result.values:
        raise ResultUnknown(result)
    step.result, step.note, step.done_by_id, step.done_at = result, note.strip(), staff_id(actor), at
    step.save(update_fields=["result", "note", "done_by", "done_at"])
    return step


@atomic
def decide_evaluation(
    *,
    actor: Actor,
    evaluation: Evaluation,
    defect: str,
    use: str = "",
    evidence: str,
    work: Sequence[Work] = (),
    at: datetime,
) -> Evaluation:
    """The verdict. Where no defect was found, how the unit was used decides nothing and may stay unsaid."""
    ticket = begin_with_any(actor, evaluation.ticket, need=EVALUATE)
    require_open(evaluation)
    still = list(evaluation.steps.filter(result="").order_by("place").values_list("place", flat=True))
    if still:
        raise StepsAreOpen(", ".join(map(str, still)))
    if not evidence.strip():
        raise EvidenceMissing
    facts = {"defect": defect} | ({"use": use} if use else {})
    find(actor=actor, ticket=ticket, facts=facts, work=work, at=at)
    evaluation.defect, evaluation.use, evaluation.evidence = defect, use, evidence.strip()
    evaluation.decided_by_id, evaluation.decided_at = staff_id(actor), at
    evaluation.save(update_fields=["defect", "use", "evidence", "decided_by", "decided_at"])
    record(
        ticket, "hardware.evaluated", by=actor, at=at, detail={"evaluation": evaluation.pk, "facts": facts}
    )
    return evaluation


def require_open(evaluation: Evaluation) -> None:
    """The ticket is locked, so what the row says now stays."""
    if Evaluation.objects.filter(pk=evaluation.pk, decided_at__isnull=False).exists():
        raise EvaluationIsDecided


def staff_id(actor: Actor) -> int | None:
    return actor.id if actor.is_staff else None
