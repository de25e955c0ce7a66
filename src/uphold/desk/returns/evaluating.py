"""The unit of a ticket on the bench: the checklist, the verdict, the document, and the return that follows."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.products.place import Asking, answered, around, done
from uphold.desk.tickets.chips import chip_of
from uphold.hardware.access import get_evaluation
from uphold.hardware.actions import (
    authorise_return,
    begin_evaluation,
    decide_evaluation,
    issue_analysis,
    record_step,
)
from uphold.hardware.bridge import claim_of, kinds_given
from uphold.hardware.models import EvaluationStep, ReturnAuthorization
from uphold.hardware.queries import evaluations_of, returns_of
from uphold.metering.queries import case_work
from uphold.tickets.access import get_ticket, may
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown
from uphold.ui.returned.wording import KINDS, RESULTS, status_of

EVALUATE, AUTHORIZE = Permission.HARDWARE_EVALUATE, Permission.RETURN_AUTHORIZE
BOTH = ("GET", "POST")


class VerdictForm(forms.Form):
    defect = forms.ChoiceField(label=gettext_lazy("Defect"))
    use = forms.ChoiceField(label=gettext_lazy("Use"), required=False)
    evidence = forms.CharField(
        label=gettext_lazy("What shows it"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )

    def offer(self, ticket: Ticket) -> None:
        """The values that the ticket's agreement knows."""
        facts = agreement_of(ticket).facts
        for name in ("defect", "use"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            known = facts[name].values if name in facts else ()
            first = [("", gettext("not said"))] if name == "use" else []
            field.choices = [*first, *((value, value) for value in known)]


class ReturnForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(KINDS.items()))
    reason = forms.CharField(
        label=gettext_lazy("Why, where the agreement does not give it"), max_length=400, required=False
    )


@desk_page(need=Permission.RETURN_READ)
def show(request: PageRequest, number: str) -> HttpResponse:
    ticket, reader = get_ticket(request.actor, number, need=Permission.RETURN_READ), reader_of(request)
    may_evaluate = may(request.actor, ticket, EVALUATE)
    claim = claim_of(ticket, at=reader.now)
    evaluations = list(evaluations_of(ticket))
    values = {
        "ticket": ticket,
        "evaluations": evaluations,
        "may_evaluate": may_evaluate,
        "may_authorise": ticket.unit_id is not None and may(request.actor, ticket, AUTHORIZE),
        "may_begin": may_evaluate
        and ticket.unit_id is not None
        and not ticket.is_over
        and not any(each.decided_at is None for each in evaluations),
        "results": [(value, RESULTS[value]) for value in EvaluationStep.Result.values],
        "words": RESULTS,
        "answer": claim.answer if claim else None,
        "chip": chip_of(claim.ruling) if claim else None,
        "given": [KINDS[kind.value] for kind in kinds_given(claim)],
        "returns": [(row, KINDS[row.kind], status_of(row, at=reader.now)) for row in returns_of(ticket)],
    }
    return shown(request, "desk/returns/evaluation.html", around(request, values, tab=""))


@desk_page(need=EVALUATE, methods=["POST"])
def begin(request: PageRequest, number: str) -> HttpResponse:
    ticket = get_ticket(request.actor, number, need=EVALUATE)
    begin_evaluation(actor=request.actor, ticket=ticket, at=reader_of(request).now)
    return done(request, gettext("The evaluation begins."), to=page_of(number))


@desk_page(need=EVALUATE, methods=["POST"])
def step(request: PageRequest, number: str, evaluation_id: int, place: int) -> HttpResponse:
    evaluation = get_evaluation(request.actor, number, evaluation_id)
    record_step(
        actor=request.actor,
        evaluation=evaluation,
        place=place,
        result=request.POST.get("result", ""),
        note=request.POST.get("note", "")[:400],
        at=reader_of(request).now,
    )
    return done(request, gettext("Step %(place)s is noted.") % {"place": place}, to=page_of(number))


@desk_page(need=EVALUATE, methods=BOTH)
def decide(request: PageRequest, number: str, evaluation_id: int) -> HttpResponse:
    evaluation = get_evaluation(request.actor, number, evaluation_id)
    ticket = evaluation.ticket
    form = VerdictForm(request.POST or None)
    form.offer(ticket)

    def carry_out(said: Mapping[str, Any]) -> object:
        return decide_evaluation(
            actor=request.actor,
            evaluation=evaluation,
            work=case_work(ticket),
            at=reader_of(request).now,
            **said,
        )

    asking = Asking(
        title=gettext("The verdict on %(unit)s") % {"unit": ticket.unit_name},
        button=gettext("Decide"),
        back=page_of(number),
        back_words=ticket.number,
        said=gettext("The verdict is found on the ticket."),
    )
    return answered(request, form, asking, perform=carry_out)


@desk_page(need=EVALUATE, methods=["POST"])
def issue(request: PageRequest, number: str, evaluation_id: int) -> HttpResponse:
    evaluation = get_evaluation(request.actor, number, evaluation_id)
    made = issue_analysis(actor=request.actor, evaluation=evaluation, at=reader_of(request).now)
    said = gettext("Fault analysis %(number)s is issued.") % {"number": made.number}
    return done(request, said, to=page_of(number))


@desk_page(need=AUTHORIZE, methods=BOTH)
def authorise(request: PageRequest, number: str) -> HttpResponse:
    ticket = get_ticket(request.actor, number, need=AUTHORIZE)

    def carry_out(said: Mapping[str, Any]) -> ReturnAuthorization:
        return authorise_return(actor=request.actor, ticket=ticket, at=reader_of(request).now, **said)

    asking = Asking(
        title=gettext("Authorize a return of %(unit)s") % {"unit": ticket.unit_name},
        button=gettext("Authorize it"),
        back=page_of(number),
        back_words=ticket.number,
        said=gettext("The return is authorized."),
    )
    form = ReturnForm(request.POST or None)
    return answered(
        request, form, asking, perform=carry_out, to=lambda row: reverse("desk:return", args=[row.pk])
    )


def page_of(number: str) -> str:
    return reverse("desk:ticket-hardware", args=[number])
