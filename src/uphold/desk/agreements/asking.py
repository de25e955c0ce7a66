"""Asking an agreement without a ticket: choose facts, read what it decides, by which row, and what else would be."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from uphold.access import Permission
from uphold.agreements.access import get_version
from uphold.agreements.bridge import compiled
from uphold.desk.agreements.place import citation_href, placed
from uphold.kit.clock import now
from uphold.policy.decide.facts import Fact, FactShape
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.complaints import UnreadableCase
from uphold.policy.scenario.reading import read_case
from uphold.ui.components.field import fields
from uphold.ui.decided.outcome import outcomes_of
from uphold.ui.decided.target import target_of
from uphold.ui.page import PageRequest, page
from uphold.ui.respond import shown

DERIVED = frozenset(
    {"service", "affects service", "priority", "hours", "contact made in", "days past due", "charged in"}
)
"""Facts that follow from others or from the clock; nobody states them when asking."""
TICKET_FACTS = frozenset(
    {"metric", "capability", "trigger", "waiting for", "evidence", "in warranty", "resolution by"}
)


class AskForm(forms.Form):
    """`fact:NAME` for each fact of the agreement, then time, work and account."""

    opened = forms.DateTimeField(
        label=gettext_lazy("Opened"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("On the clock of the agreement."),
    )
    worked_from = forms.DateTimeField(
        label=gettext_lazy("Work from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    worked_to = forms.DateTimeField(
        label=gettext_lazy("to"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    has_consent = forms.BooleanField(label=gettext_lazy("The customer agreed to the price"), required=False)
    invoice_due = forms.DateField(
        label=gettext_lazy("Oldest unpaid bill was due on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    credits = forms.IntegerField(label=gettext_lazy("Support credits before"), required=False, min_value=0)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for fact in askable(agreement):
            self.fields[f"fact:{fact.name}"] = fact_field(fact)
        if agreement.entries.get("evidence"):
            names = [(entry.name, entry.name) for entry in agreement.entries["evidence"]]
            self.fields["evidence"] = forms.MultipleChoiceField(
                label=gettext_lazy("What the customer brought"), choices=names, required=False
            )
        self.order_fields(["opened", *(name for name in self.fields if name.startswith("fact:"))])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        started, ended = cleaned.get("worked_from"), cleaned.get("worked_to")
        if bool(started) != bool(ended):
            self.add_error("worked_to", str(gettext_lazy("Work needs both its beginning and its end.")))
        elif started and ended and ended <= started:
            self.add_error("worked_to", str(gettext_lazy("Work ends after it begins.")))
        return cleaned


@page(need=Permission.AGREEMENT_ASK)
def ask(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version, need=Permission.AGREEMENT_ASK)
    agreement = compiled(found)
    zone = ZoneInfo(agreement.timezone)
    is_asked = "opened" in request.GET
    initial = {"opened": now().astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)}
    form = AskForm(request.GET if is_asked else None, agreement=agreement, initial=initial)
    values: dict[str, Any] = {"fields": fields(form), "outcomes": (), "targets": (), "scenario": ""}
    if is_asked and form.is_valid():
        values.update(answered(scenario_of(form.cleaned_data, zone=agreement.timezone), agreement))
    values = placed(request, found, values, page="agreement-ask")
    return shown(request, "desk/agreements/ask.html#answer", values)


def answered(scenario: Mapping[str, Any], agreement: Agreement) -> dict[str, Any]:
    """What the agreement says to a scenario, ready to be shown."""
    zone = ZoneInfo(agreement.timezone)
    try:
        case = read_case(scenario, agreement)
    except UnreadableCase as problem:
        return {"problem": str(problem), "scenario": json.dumps(scenario, indent=2)}
    said = answer(agreement, case)
    return {
        "outcomes": outcomes_of(said, zone=zone, href=citation_href),
        "targets": [target_of(each, now=case.at, zone=zone, href=citation_href) for each in said.targets],
        "scenario": json.dumps(scenario, indent=2),
    }


def scenario_of(stated: Mapping[str, Any], *, zone: str) -> dict[str, Any]:
    """The scenario in the format of `uphold agreement ask`."""
    facts = {name.removeprefix("fact:"): value for name, value in stated.items() if name.startswith("fact:")}
    opened = local(stated["opened"], zone)
    scenario: dict[str, Any] = {
        "opened": opened,
        "facts": {name: str(value) for name, value in facts.items() if value not in {"", None}},
        "account": {},
    }
    if "evidence" in stated:
        scenario["facts"]["evidence"] = stated["evidence"]
    if stated["worked_from"]:
        scenario["work"] = [
            {"from": local(stated["worked_from"], zone), "to": local(stated["worked_to"], zone)}
        ]
    if stated["has_consent"]:
        scenario["events"] = [{"at": opened, "event": "agreed", "by": "customer", "to": "the price"}]
    if stated["invoice_due"]:
        due = stated["invoice_due"].isoformat()
        scenario["account"]["invoices"] = [{"number": "1", "due": due, "amount": "1.00", "disputed": False}]
    if stated["credits"] is not None:
        scenario["account"]["credits"] = stated["credits"]
    return scenario


def local(at: datetime, zone: str) -> str:
    return f"{at.replace(tzinfo=None).isoformat(timespec='minutes')}[{zone}]"


def askable(agreement: Agreement) -> list[Fact]:
    """The facts that some condition asks and that a person can state."""
    asked = {name for rules in agreement.rules.values() for rule in rules for name, _ in rule.conditions}
    left_out = DERIVED | TICKET_FACTS
    return [fact for name, fact in agreement.facts.items() if name in asked and name not in left_out]


def fact_field(fact: Fact) -> forms.Field:
    label = fact.name.capitalize()
    if fact.shape is FactShape.NUMBER:
        return forms.DecimalField(label=label, required=False)
    unset = f"{fact.usual}, unless stated" if fact.usual else gettext_lazy("not known yet")
    choices = [("", unset), *((value, value) for value in fact.values)]
    return forms.ChoiceField(label=label, choices=choices, required=False)
