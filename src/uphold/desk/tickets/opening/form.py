"""The form of a new ticket, with the agreement's own words beside each choice."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.desk.tickets.acts.fields import choice_field, fill, names_field, words_field
from uphold.policy.decide.rule import Entry
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.cells import words_of
from uphold.tickets.naming import names_of

FACT = "fact-"


class OpeningForm(forms.Form):
    """`helps` are the agreement's words for each choice. Fields of names that it does not declare are left out.

    `unit` is the field that asks for one, None where there is none.
    """

    contact = forms.ChoiceField(label=gettext_lazy("Who calls"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("By"))
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=300)
    body = words_field(gettext_lazy("What is said"))
    request = choice_field(gettext_lazy("Request"))
    impact = choice_field(gettext_lazy("Impact"), is_required=False)
    evidence = names_field(gettext_lazy("Evidence at hand"))
    requested_priority = forms.ChoiceField(label=gettext_lazy("Priority asked for"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        agreement: Agreement,
        callers: list[tuple[str, str]],
        unit: forms.Field | None,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        caller = str(self.initial.get("contact", ""))
        fill(self, "contact", [("", gettext("somebody else")), *callers], initial=caller)
        self.helps = {name: helps_of(agreement, name) for name in ("request", "impact", "evidence")}
        for name in ("channel", "request", "impact", "evidence"):
            self.offer(name)
        if unit is not None:
            self.fields["unit"] = unit
            self.order_fields(["contact", "channel", "subject", "body", "request", "impact", "unit"])
        self.initial.setdefault("channel", telephone_of(agreement))
        priorities = [(name, name) for name in names_of(agreement, "priority")]
        fill(self, "requested_priority", [("", gettext("not said")), *priorities])
        for entry in agreement.entries.get("fact", ()):
            self.ask_fact(entry)

    def offer(self, name: str) -> None:
        declared = names_of(self.agreement, name)
        if declared:
            fill(self, name, [(each, each) for each in declared])
            self.fields[name].required = name in ("channel", "request")
        else:
            del self.fields[name]

    def ask_fact(self, entry: Entry) -> None:
        fact = self.agreement.facts.get(entry.name.casefold()) or self.agreement.facts.get(entry.name)
        if fact is None:
            return
        label = entry.name
        if fact.values:
            choices = [("", gettext("as usual")), *((value, value) for value in fact.values)]
            self.fields[f"{FACT}{fact.name}"] = forms.ChoiceField(
                label=label, required=False, choices=choices
            )
        else:
            self.fields[f"{FACT}{fact.name}"] = forms.IntegerField(label=label, required=False, min_value=0)


def helps_of(agreement: Agreement, kind: str) -> dict[str, str]:
    """Meaning and examples of every name of a kind, as agreed."""
    helps = {}
    for entry in agreement.entries.get(kind, ()):
        parts = (words_of(entry.cells.get(column)) for column in ("meaning", "examples"))
        helps[entry.name] = " · ".join(part for part in parts if part)
    return helps


def telephone_of(agreement: Agreement) -> str:
    """Callers call, where the agreement knows a telephone."""
    channels = names_of(agreement, "channel")
    return next((name for name in channels if "phone" in name.casefold()), channels[0] if channels else "")


def facts_in(stated: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name.removeprefix(FACT): value
        for name, value in stated.items()
        if name.startswith(FACT) and value not in (None, "")
    }


def evidence_in(stated: Mapping[str, Any]) -> list[str] | None:
    """What is at hand; nothing is said where the agreement asks for none."""
    return list(stated["evidence"]) if "evidence" in stated else None
