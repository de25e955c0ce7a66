"""Escalating on the customer's behalf: one step along the path, with the reason that he gave."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.agreements.place import citation_href
from uphold.desk.tickets.acts.act import Act, ActForm, Preview
from uphold.desk.tickets.acts.fields import words_field
from uphold.desk.tickets.chips import chip_of
from uphold.desk.tickets.sheet import Sheet
from uphold.oncall.actions import escalate
from uphold.oncall.actions.paging import steps_from
from uphold.oncall.foreseeing import refusal_of
from uphold.oncall.models import Escalation
from uphold.oncall.refusals import DecidedRefusal
from uphold.policy.scenario.path import path_of
from uphold.tickets.models import Ticket
from uphold.ui.decided.clause import clause_of_ruling


class EscalationForm(ActForm):
    reason = words_field(gettext_lazy("Why it should go further, in the customer's words"))
    step = forms.CharField(widget=forms.HiddenInput, required=False)

    def prepare(self, sheet: Sheet) -> None:
        """Remembers the step that is shown, so that two who ask at once take one."""
        self.fields["step"].initial = sheet.ahead.step or ""


def escalation_previews(sheet: Sheet) -> Sequence[Preview]:
    """Whom the next step goes to and how he is reached, or why there is none."""
    answer = sheet.ahead
    refusal = refusal_of(answer, number=sheet.ticket.number)
    if refusal is not None:
        return [Preview(refusal.sentence, chip_of(answer.ruling))]
    steps = [step for step in path_of(sheet.agreement) if step.name == answer.contact]
    ways = [way for step in steps for way in (step.role, step.telephone, step.address) if way]
    said = gettext("Goes to %(contact)s") % {"contact": answer.contact}
    called = Preview(called_words(sheet, first_step=answer.step or 1))
    return [Preview(said, chip_of(answer.ruling)), *(Preview(way) for way in ways), called]


def called_words(sheet: Sheet, *, first_step: int) -> str:
    """Who would be called now; empty steps are passed over."""
    for step, called in steps_from(sheet.ticket, first_step=first_step, at=sheet.reader.now):
        if not called.because:
            name = called.staff.name if called.staff else called.address
            return gettext("Calls %(name)s, %(step)s") % {"name": name, "step": step.name}
    return gettext("Nobody could be called now: nobody is on duty")


def ask(actor: Actor, ticket: Ticket, stated: Mapping[str, Any], at: datetime) -> Escalation:
    seen = stated["step"]
    seen_step = int(seen) if seen.isdecimal() else None
    try:
        return escalate(actor=actor, ticket=ticket, reason=stated["reason"], seen_step=seen_step, at=at)
    except DecidedRefusal as refusal:
        if refusal.ruling is not None:
            vars(refusal)["clause"] = clause_of_ruling(refusal.ruling, href=citation_href)
        raise


ESCALATION = Act(
    name="escalation",
    label=gettext_lazy("Escalate"),
    button=gettext_lazy("Escalate one step"),
    icon="arrow-up",
    key="u",
    need=Permission.TICKET_ESCALATE,
    form=EscalationForm,
    fits=lambda ticket: ticket.status not in Ticket.AT_REST,
    previews=escalation_previews,
    perform=ask,
    said=gettext_lazy("Ticket %(number)s is escalated."),
)
