"""The facts of a case without a ticket: what the agreement's conditions ask, then time, work and account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.policy.decide.facts import Fact, FactShape
from uphold.policy.document.agreement import Agreement
from uphold.ui.components.field import Field, field

PREFIX = "fact:"
DERIVED = frozenset(
    {"service", "affects service", "priority", "hours", "contact made in", "days past due", "charged in"}
)
"""Facts that follow from others or from the clock; nobody states them when asking."""
TICKET_FACTS = frozenset(
    {"metric", "capability", "trigger", "waiting for", "evidence", "in warranty", "resolution by"}
)
LEADING = ("request", "impact", "cause")
"""What service, priority and fault follow from."""
INSTANT, DAY = "%Y-%m-%dT%H:%M", "%Y-%m-%d"


def instant_widget() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=INSTANT)


class AskForm(forms.Form):
    """`fact:NAME` for each fact that the agreement asks."""

    opened = forms.DateTimeField(
        label=gettext_lazy("Opened"),
        widget=instant_widget(),
        help_text=gettext_lazy("On the clock of the agreement."),
    )
    worked_from = forms.DateTimeField(
        label=gettext_lazy("Worked from"), required=False, widget=instant_widget()
    )
    worked_to = forms.DateTimeField(
        label=gettext_lazy("Worked until"), required=False, widget=instant_widget()
    )
    has_consent = forms.BooleanField(label=gettext_lazy("The customer agreed to the price"), required=False)
    invoice_due = forms.DateField(
        label=gettext_lazy("Oldest unpaid bill was due on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format=DAY),
    )
    credits = forms.IntegerField(label=gettext_lazy("Support credits before"), required=False, min_value=0)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for fact in askable(agreement):
            self.fields[f"{PREFIX}{fact.name}"] = fact_field(fact)
        self.found_later = {f"{PREFIX}{fact.name}" for fact in askable(agreement) if fact.is_found_later}
        if agreement.entries.get("evidence"):
            names = [(entry.name, entry.name) for entry in agreement.entries["evidence"]]
            self.fields["evidence"] = forms.MultipleChoiceField(
                label=gettext_lazy("What the customer brought"),
                choices=names,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if not agreement.entries.get("credits"):
            del self.fields["credits"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        started, ended = cleaned.get("worked_from"), cleaned.get("worked_to")
        if bool(started) != bool(ended):
            self.add_error("worked_to", gettext("Work needs both its beginning and its end."))
        elif started and ended and ended <= started:
            self.add_error("worked_to", gettext("Work ends after it begins."))
        return cleaned

    def scenario(self, *, zone: str) -> dict[str, Any]:
        """What was chosen, in the format of `uphold agreement ask`."""
        stated = self.cleaned_data
        facts = {name.removeprefix(PREFIX): stated[name] for name in stated if name.startswith(PREFIX)}
        opened = local(stated["opened"], zone)
        said: dict[str, Any] = {
            "opened": opened,
            "facts": {name: str(value) for name, value in facts.items() if value not in {"", None}},
        }
        if "evidence" in stated:
            said["facts"]["evidence"] = stated["evidence"]
        if stated["has_consent"]:
            said["events"] = [{"at": opened, "event": "agreed", "by": "customer", "to": "the price"}]
        if stated["worked_from"]:
            work = {"from": local(stated["worked_from"], zone), "to": local(stated["worked_to"], zone)}
            said["work"] = [work]
        return said | account_of(stated)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together, under one heading."""

    heading: str
    fields: tuple[Field, ...]


def groups_of(form: AskForm) -> list[Group]:
    """The case as it comes in, what is found out about it, then work and account."""
    facts = [name for name in form.fields if name.startswith(PREFIX)]
    coming = ["opened", *sorted((name for name in facts if name not in form.found_later), key=place_of)]
    found = [name for name in facts if name in form.found_later]
    account = ["worked_from", "worked_to", "has_consent", "invoice_due", "credits"]
    named = (
        (gettext("The case"), [*coming, "evidence"]),
        (gettext("What was found"), found),
        (gettext("Work and account"), account),
    )
    return [
        Group(heading, tuple(field(form[name]) for name in names if name in form.fields))
        for heading, names in named
        if any(name in form.fields for name in names)
    ]


def place_of(name: str) -> int:
    """What a customer says first comes first."""
    first = ("request", "impact", "channel")
    said = name.removeprefix(PREFIX)
    return first.index(said) if said in first else len(first)


def account_of(stated: Mapping[str, Any]) -> dict[str, Any]:
    account: dict[str, Any] = {}
    if stated["invoice_due"]:
        due = stated["invoice_due"].isoformat()
        account["invoices"] = [{"number": "1", "due": due, "amount": "1.00", "disputed": False}]
    if stated.get("credits") is not None:
        account["credits"] = stated["credits"]
    return {"account": account} if account else {}


def local(at: datetime, zone: str) -> str:
    return f"{at.replace(tzinfo=None).isoformat(timespec='minutes')}[{zone}]"


def askable(agreement: Agreement) -> list[Fact]:
    """The facts that some condition asks, or that others follow from, and that a person can state."""
    asked = {name for rules in agreement.rules.values() for rule in rules for name, _ in rule.conditions}
    asked |= {name for name in LEADING if agreement.entries.get(name)}
    left_out = DERIVED | TICKET_FACTS
    return [fact for name, fact in agreement.facts.items() if name in asked and name not in left_out]


def fact_field(fact: Fact) -> forms.Field:
    label = fact.name.capitalize()
    if fact.shape is FactShape.NUMBER:
        return forms.DecimalField(label=label, required=False)
    unset = gettext("%(value)s (usual)") % {"value": fact.usual} if fact.usual else gettext("not known yet")
    choices = [("", unset), *((value, value) for value in fact.values if value != fact.usual)]
    return forms.ChoiceField(label=label, choices=choices, required=False)
