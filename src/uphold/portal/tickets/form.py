"""The form that opens a ticket, in the agreement's own words: requests, impacts, and what the customer must bring."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from uphold.policy.decide.rule import Entry
from uphold.policy.decide.terms import Names, Words
from uphold.policy.document.agreement import Agreement

LONGEST_SUBJECT = 300
LONGEST_BODY = 50_000
BY_CUSTOMER = "customer"


class TicketForm(forms.Form):
    """Choices come from the agreement; a field that it has no names for is left out. `unit` is the field that asks for
    one of the customer's, None where there is none.
    """

    request = forms.ChoiceField(label=gettext_lazy("What is it about?"), widget=forms.RadioSelect)
    impact = forms.ChoiceField(label=gettext_lazy("How bad is it?"), widget=forms.RadioSelect, required=False)
    subject = forms.CharField(label=gettext_lazy("In one line"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=gettext_lazy("What happens, and since when?"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    evidence = forms.MultipleChoiceField(
        label=gettext_lazy("What you bring along"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Tick what your words above hold. What is missing is asked for."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        agreement: Agreement,
        unit: forms.Field | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        for name in ("request", "impact", "evidence"):
            self.offer(name, [(entry.name, entry.name) for entry in agreement.entries.get(name, ())])
        if unit is not None:
            self.fields["unit"] = unit
            self.order_fields(["request", "impact", "unit"])
        for entry in asked_of_customer(agreement):
            self.fields[fact_key(entry)] = fact_field(entry, agreement)

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        if choices:
            field.choices = choices
        else:
            del self.fields[name]

    @property
    def helps(self) -> Mapping[str, Mapping[str, str]]:
        """What the agreement says about each choice, by field and choice."""
        return {
            name: {entry.name: meaning_of(entry) for entry in self.agreement.entries.get(name, ())}
            for name in ("request", "impact", "evidence")
        }

    @property
    def facts(self) -> dict[str, Any]:
        """Facts of the agreement's own that the customer stated."""
        stated = (
            (entry.name.lower(), self.cleaned_data.get(fact_key(entry)))
            for entry in asked_of_customer(self.agreement)
        )
        return {name: value for name, value in stated if value not in {"", None}}

    @property
    def evidence_named(self) -> list[str] | None:
        """None when the agreement asks for none."""
        return list(self.cleaned_data.get("evidence", ())) if "evidence" in self.fields else None


def asked_of_customer(agreement: Agreement) -> Iterable[Entry]:
    for entry in agreement.entries.get("fact", ()):
        asked_of = entry.cells.get("asked of")
        if asked_of is not None and BY_CUSTOMER in text_of(asked_of).lower():
            yield entry


def fact_key(entry: Entry) -> str:
    return f"fact-{entry.name.lower().replace(' ', '-')}"


def fact_field(entry: Entry, agreement: Agreement) -> forms.Field:
    fact = agreement.facts[entry.name.lower()]
    if not fact.values:
        return forms.DecimalField(label=entry.name, required=False)
    choices = [("", fact.usual or gettext_lazy("not known"))] + [
        (value, value) for value in fact.values if value != fact.usual
    ]
    return forms.ChoiceField(label=entry.name, choices=choices, required=False)


def meaning_of(entry: Entry) -> str:
    """Meaning and examples, as the agreement has them."""
    cells = (entry.cells.get("meaning"), entry.cells.get("examples"))
    return ": ".join(text_of(cell) for cell in cells if cell is not None)


def text_of(cell: object) -> str:
    if isinstance(cell, Words):
        return cell.text
    return ", ".join(cell.names) if isinstance(cell, Names) else str(cell)
