"""Recording what was found: charges, refunds and warranty wait for it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.tickets.acts.act import Act, ActForm, Preview, always
from uphold.desk.tickets.chips import chip_of
from uphold.desk.tickets.cost import otherwise_words
from uphold.desk.tickets.sheet import Sheet
from uphold.desk.tickets.side import FINDINGS, found_of
from uphold.metering.actions import record_finding
from uphold.metering.actions.fault import WHOSE
from uphold.metering.actions.finding import is_before_both_sides, open_files


class FindingsForm(ActForm):
    problem = forms.CharField(
        label=gettext_lazy("Problem"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Name one when a ticket has several; empty speaks of the whole ticket."),
    )

    def prepare(self, sheet: Sheet) -> None:
        found = found_of(sheet)
        apart = WHOSE if is_before_both_sides(sheet.ticket, problem="") else ()
        names = [
            name
            for name in FINDINGS
            if name in found and name not in apart and sheet.agreement.facts[name].values
        ]
        for name in names:
            values = [(value, value) for value in sheet.agreement.facts[name].values]
            self.fields[f"fact-{name}"] = forms.ChoiceField(
                label=name.capitalize(),
                required=False,
                choices=[("", gettext("not known yet")), *values],
                initial=found[name],
            )
        self.order_fields([*(f"fact-{name}" for name in names), "problem"])
        self.ask_of_file(sheet)

    def ask_of_file(self, sheet: Sheet) -> None:
        """Only where a file is open, in which nothing is proposed yet."""
        file = open_files(sheet.ticket, problem="").first()
        if file is not None:
            self.fields["closes_file"] = forms.BooleanField(
                label=gettext("Close the fault file of %(day)s without asking the customer")
                % {"day": date_format(file.opened_at, "j F Y")},
                required=False,
                help_text=gettext(
                    "Needed for whose fault it was and for the cause; else propose it in the file."
                ),
            )


def facts_in(stated: Mapping[str, Any]) -> dict[str, str]:
    return {name.removeprefix("fact-"): value for name, value in stated.items() if "fact-" in name and value}


def waiting_charge(sheet: Sheet) -> list[Preview]:
    """What each finding would bring, and where whose doing it was is settled instead."""
    ruling, told = sheet.answer.charge.ruling, []
    if ruling.possibilities:
        told.append(Preview(otherwise_words(ruling.possibilities, sheet=sheet), chip_of(ruling)))
    if is_before_both_sides(sheet.ticket, problem=""):
        told.append(
            Preview(gettext("The customer is asked whose doing it was: that is settled in the fault file."))
        )
    return told


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
        actor=actor,
        ticket=ticket,
        facts=facts_in(stated),
        problem=stated["problem"].strip(),
        closes_file=bool(stated.get("closes_file")),
        at=at,
    ),
    said=gettext_lazy("What was found is recorded."),
)
