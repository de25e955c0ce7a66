"""Builders of hardware: a unit under warranty, a ticket about it, an evaluation that is decided, a return."""

from collections.abc import Mapping
from datetime import date, datetime

from tests.cast.people import Cast
from tests.cast.products import make_product, make_unit
from tests.cast.shipped import make_shipped_cast, open_shipped
from uphold.hardware.actions import authorise_return, begin_evaluation, decide_evaluation, record_step
from uphold.hardware.actions.analysing import content_of
from uphold.hardware.models import Evaluation, EvaluationStep, FaultAnalysis, ReturnAuthorization
from uphold.products.models import Product, Unit
from uphold.tickets.actions import name_unit
from uphold.tickets.models import Ticket

HEAD = "| Warranty                       | In warranty | Defect    | Use                  | Answer               "
VALID = "| Valid claim                    | yes         | confirmed | as the warranty asks "
RULE = "|--------------------------------|-------------|-----------|----------------------|----------------------"
AHEAD: Mapping[str, str] = {
    f"{HEAD}| Fault analysis |\n{RULE}|----------------|": (
        f"{HEAD}| Fault analysis | Return within | Otherwise |\n{RULE}|---|---|---|"
    ),
    f"{VALID}| return authorization | yes            |": (
        f"{VALID}| advance replacement | yes | 30 days | the list price of the unit |"
    ),
}
"""What turns the shipped agreement about hardware into one that replaces ahead."""


def make_hardware_cast(*, changed: Mapping[str, str] | None = None) -> Cast:
    return make_shipped_cast("sangoma", changed=changed)


def make_phone(cast: Cast, name: str = "DP-1001", *, until: date | None = date(2026, 12, 31)) -> Unit:
    product = Product.objects.filter(name="Desk phone").first() or make_product(
        cast.northwind, family="Phones"
    )
    return make_unit(cast.harbour, product, name, warranty_ends_on=until)


def open_about(cast: Cast, unit: Unit, *, at: datetime) -> Ticket:
    """A ticket of Ada's about a unit that is said to be defective."""
    ticket = open_shipped(customer=cast.ada, opened_at=at, request="Hardware fault")
    return name_unit(actor=cast.ben.actor, ticket=ticket, name=unit.name, at=at)


def evaluate(
    cast: Cast,
    ticket: Ticket,
    *,
    defect: str = "confirmed",
    use: str = "as the warranty asks",
    at: datetime,
) -> Evaluation:
    """Every step failed, and the verdict."""
    evaluation = begin_evaluation(actor=cast.ben.actor, ticket=ticket, at=at)
    for step in evaluation.steps.all():
        record_step(actor=cast.ben.actor, evaluation=evaluation, place=step.place, result="failed", at=at)
    return decide_evaluation(
        actor=cast.ben.actor, evaluation=evaluation, defect=defect, use=use, evidence="Port 2 is dead.", at=at
    )


def make_return(
    cast: Cast, *, name: str = "DP-1001", kind: str = "replacement", at: datetime
) -> ReturnAuthorization:
    ticket = open_about(cast, make_phone(cast, name), at=at)
    evaluate(cast, ticket, at=at)
    return authorise_return(actor=cast.ben.actor, ticket=ticket, kind=kind, at=at)


def make_evaluated_return(cast: Cast, ticket: Ticket) -> ReturnAuthorization:
    """Rows alone, under whatever agreement: an evaluation, its document, and a return that a person decided."""
    unit = make_unit(cast.harbour, make_product(cast.northwind, "Evaluated phone"), "EP-1")
    at = ticket.opened_at
    evaluation = Evaluation.objects.create(
        ticket=ticket,
        unit=unit,
        begun_at=at,
        defect="confirmed",
        evidence="Dead.",
        decided_at=at,
        decided_by=cast.ben.staff,
    )
    EvaluationStep.objects.create(evaluation=evaluation, place=1, words="It starts")
    FaultAnalysis.objects.create(
        provider=cast.northwind,
        evaluation=evaluation,
        serial=901,
        number="NW-FA901",
        content={**content_of(evaluation, ticket=ticket, at=at), "number": "NW-FA901"},
        issued_at=at,
    )
    return ReturnAuthorization.objects.create(
        provider=cast.northwind,
        organisation=cast.harbour,
        ticket=ticket,
        evaluation=evaluation,
        unit=unit,
        serial=901,
        number="NW-R901",
        kind="repair",
        reason="Seen",
        authorised_at=at,
    )
