"""What the provider's side does with a fault file: brings evidence, proposes a finding, decides after an objection."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.tickets.acts.act import Act, ActForm, always
from uphold.desk.tickets.acts.fields import choice_field, fill, words_field
from uphold.desk.tickets.acts.finding import waiting_charge
from uphold.desk.tickets.acts.view import handled
from uphold.desk.tickets.minutes.fault import FAULTS
from uphold.desk.tickets.sheet import Sheet, sheet_of
from uphold.kit import now
from uphold.metering.access import get_fault_file
from uphold.metering.actions import add_evidence, decide_fault, propose_fault
from uphold.metering.models import FaultFile
from uphold.policy.scenario.silence import answer_by
from uphold.tickets.naming import names_of
from uphold.tickets.retiming import agreement_of
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of

MINUTES = "desk:ticket-minutes"


class EvidenceForm(ActForm):
    words = words_field(gettext_lazy("What we have, which the customer reads"))


class FindingForm(ActForm):
    fault = choice_field(gettext_lazy("Whose fault"))
    cause = forms.ChoiceField(label=gettext_lazy("Cause"), required=False)

    def prepare(self, sheet: Sheet) -> None:
        fill(self, "fault", [(value, str(label)) for value, label in FAULTS.items()])
        causes = ((name, name) for name in names_of(sheet.agreement, "cause"))
        fill(self, "cause", [("", gettext("not named")), *causes])


class ProposalForm(FindingForm):
    words = words_field(gettext_lazy("Reasons, which the customer reads"))


@desk_page(need=Permission.TICKET_WORK, methods=["GET", "POST"])
def evidence(request: PageRequest, number: str, file_id: int) -> HttpResponse:
    file = get_fault_file(request.actor, number, file_id, need=Permission.TICKET_WORK)
    act = Act(
        name="fault-evidence",
        label=gettext("Add evidence"),
        button=gettext("Add it"),
        icon="paperclip",
        need=Permission.TICKET_WORK,
        form=EvidenceForm,
        fits=always,
        perform=lambda actor, _, stated, at: add_evidence(
            actor=actor, file=file, words=stated["words"], at=at
        ),
        said=gettext("The evidence stands in the file."),
        leads_to=MINUTES,
    )
    return handle(request, file, act)


@desk_page(need=Permission.FAULT_PROPOSE, methods=["GET", "POST"])
def proposal(request: PageRequest, number: str, file_id: int) -> HttpResponse:
    file = get_fault_file(request.actor, number, file_id, need=Permission.FAULT_PROPOSE)
    act = Act(
        name="fault-proposal",
        label=gettext("Propose a finding"),
        button=gettext("Send the proposal"),
        icon="scale",
        need=Permission.FAULT_PROPOSE,
        words=silence_words_of(file),
        form=ProposalForm,
        fits=always,
        previews=waiting_charge,
        perform=lambda actor, _, stated, at: propose_fault(
            actor=actor,
            file=file,
            fault=stated["fault"],
            cause=stated["cause"],
            words=stated["words"],
            at=at,
        ),
        said=gettext("The proposal is on its way to the customer."),
        leads_to=MINUTES,
    )
    return handle(request, file, act)


@desk_page(need=Permission.TICKET_DECIDE, methods=["GET", "POST"])
def decision(request: PageRequest, number: str, file_id: int) -> HttpResponse:
    file = get_fault_file(request.actor, number, file_id, need=Permission.TICKET_DECIDE)
    act = Act(
        name="fault-decision",
        label=gettext("Decide"),
        button=gettext("Decide it"),
        icon="check",
        need=Permission.TICKET_DECIDE,
        form=FindingForm,
        fits=always,
        previews=waiting_charge,
        perform=lambda actor, _, stated, at: decide_fault(
            actor=actor, file=file, fault=stated["fault"], cause=stated["cause"], at=at
        ),
        said=gettext("It is decided; the charge follows."),
        leads_to=MINUTES,
    )
    return handle(request, file, act)


def handle(request: PageRequest, file: FaultFile, act: Act) -> HttpResponse:
    number = file.ticket.number
    sheet = sheet_of(request.actor, number, reader=reader_of(request), need=act.need)
    return handled(request, act, sheet=sheet, href=reverse(f"desk:ticket-{act.name}", args=[number, file.pk]))


def silence_words_of(file: FaultFile) -> str:
    """How long the customer may answer, and what silence means then."""
    silence = answer_by(agreement_of(file.ticket), proposed_at=now())
    if silence.silence_means is None:
        return gettext("The agreement does not say what silence means: a manager decides.")
    means = {
        "agreement": gettext("The customer may object within %(within)s; silence counts as agreed."),
        "objection": gettext("The customer may agree within %(within)s; silence counts as an objection."),
    }
    return means[silence.silence_means] % {"within": silence.within}
