"""Issuing a fault analysis: everything that it says is frozen under a number without gap."""

from datetime import datetime

from uphold.access import Actor, Permission
from uphold.hardware.actions.evaluating import staff_id
from uphold.hardware.bridge import cited_by, claim_of
from uphold.hardware.models import Evaluation, FaultAnalysis
from uphold.hardware.numbering import take_analysis_number
from uphold.hardware.refusals import AnalysisIsIssued, EvaluationIsNotDecided
from uphold.kit.transaction import atomic
from uphold.products.models import Unit
from uphold.products.warranty import warranty_of
from uphold.tickets.bridge import WARRANTY
from uphold.tickets.locking import begin_with_any
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record


@atomic
def issue_analysis(*, actor: Actor, evaluation: Evaluation, at: datetime) -> FaultAnalysis:
    ticket = begin_with_any(actor, evaluation.ticket, need=Permission.HARDWARE_EVALUATE)
    evaluation = Evaluation.objects.select_related("unit__product", "decided_by").get(pk=evaluation.pk)
    if evaluation.decided_at is None:
        raise EvaluationIsNotDecided
    issued = FaultAnalysis.objects.filter(evaluation=evaluation).first()
    if issued is not None:
        raise AnalysisIsIssued(issued.number)
    content = content_of(evaluation, ticket=ticket, at=at)
    serial, number = take_analysis_number(ticket.provider)
    analysis = FaultAnalysis.objects.create(
        provider=ticket.provider,
        evaluation=evaluation,
        serial=serial,
        number=number,
        content={**content, "number": number},
        issued_by_id=staff_id(actor),
        issued_at=at,
    )
    record(ticket, "hardware.analysed", by=actor, at=at, detail={"analysis": analysis.pk, "number": number})
    return analysis


def content_of(evaluation: Evaluation, *, ticket: Ticket, at: datetime) -> dict[str, object]:
    claim = claim_of(ticket, at=at)
    cited = cited_by(claim, ticket=ticket)
    return {
        "provider": ticket.provider.name,
        "customer": ticket.organisation.name,
        "ticket": ticket.number,
        "subject": ticket.subject,
        "reported_on": ticket.opened_at.date().isoformat(),
        "issued_on": at.date().isoformat(),
        **unit_content(evaluation.unit, ticket=ticket, at=at),
        "steps": [
            {"words": step.words, "result": step.result, "note": step.note}
            for step in evaluation.steps.order_by("place")
        ],
        "defect": evaluation.defect,
        "use": evaluation.use,
        "evidence": evaluation.evidence,
        "decided_by": evaluation.decided_by.name if evaluation.decided_by else "",
        "answer": (claim.answer or "") if claim else "",
        "agreement": f"{ticket.version.title}, {ticket.version.version}",
        "clause": cited.clause,
        "row": cited.row,
    }


def unit_content(unit: Unit | None, *, ticket: Ticket, at: datetime) -> dict[str, str]:
    """The warranty as it stands on the ticket, which is what was decided by; else as it is known of the unit."""
    if unit is None:
        return {"unit": ticket.unit_name, "product": "", "warranty_until": ""}
    known = {**ticket.facts, **ticket.unit_facts}.get(WARRANTY)
    until = warranty_of(unit, at=at).on
    return {
        "unit": unit.name,
        "product": unit.product.name,
        "warranty_until": str(known or (until.isoformat() if until else "")),
    }
