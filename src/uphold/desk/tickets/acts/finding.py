"""Recording what was found: charges, refunds and warranty wait for it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.tickets.acts.act import Act, ActForm, Preview, always
from uphold.desk.tickets.chips import chip_of
from uphold.desk.tickets.cost import otherwise_words
from uphold.desk.tickets.sheet import Sheet
from uphold.desk.tickets.side import FINDINGS, found_of
from uphold.metering.actions import record_finding


class FindingsForm(ActForm):
    problem = forms.CharField(
        label=gettext_lazy("Problem"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Name one when a ticket has several; empty speaks of the whole ticket."),
    )

    def prepare(self, sheet: Sheet) -> None:
        found = found_of(sheet)
        names = [name for name in FINDINGS if name in found and sheet.agreement.facts[name].values]
        for name in names:
            values = [(value, value) for value in sheet.agreement.facts[name].values]
            self.fields[f"fact-{name}"] = forms.ChoiceField(
                label=name.capitalize(),
                required=False,
                choices=[("", gettext("not known yet")), *values],
                initial=found[name],
            )
        self.order_fields([*(f"fact-{name}" for name in names), "problem"])


def facts_in(stated: Mapping[str, Any]) -> dict[str, str]:
    return {name.removeprefix("fact-"): value for name, value in stated.items() if "fact-" in name and value}


def waiting_charge(sheet: Sheet) -> list[Preview]:
    """What each finding would bring."""
    ruling = sheet.answer.charge.ruling
    if not ruling.possibilities:
        return []
    return [Preview(otherwise_words(ruling.possibilities, sheet=sheet), chip_of(ruling))]


FINDINGS_ACT = Act(
    name="findings",
    label=gettext_lazy("Record what was found"),
    button=gettext_lazy("Record it"),
    icon="search",
    key="i",
    need=Permission.TICKET_WORK,
    form=FindingsForm,
    fits=always,
    previews=waiting_charge,
    perform=lambda actor, ticket, stated, at: record_finding(
        actor=actor, ticket=ticket, facts=facts_in(stated), problem=stated["problem"].strip(), at=at
    ),
    said=gettext_lazy("What was found is recorded."),
)
