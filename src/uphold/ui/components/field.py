"""A form's field with its label, help and error, from a Django form or made by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import BaseForm, BoundField, CheckboxInput, Textarea
from django.forms.widgets import CheckboxSelectMultiple, ChoiceWidget, RadioSelect, SelectMultiple


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    help: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """`kind` is an input type, or "select", "choices" (radio buttons or boxes), "textarea", "checkbox".

    What stands beside the choices is set as agreed words, unless `is_agreed` denies it.
    """

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    help: str = ""
    errors: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    is_required: bool = False
    is_chosen: bool = False
    is_multiple: bool = False
    id: str = ""
    rows: int = 6
    autocomplete: str = ""
    placeholder: str = ""
    is_agreed: bool = True

    @property
    def field_id(self) -> str:
        return self.id or f"field-{self.name}"

    @property
    def described_by(self) -> str:
        parts = (("help", self.help), ("error", self.errors))
        return " ".join(f"{self.field_id}-{part}" for part, words in parts if words)


Helps = Mapping[str, str]
"""What stands beside each choice, by its value."""


def field(bound: BoundField, *, helps: Helps | None = None, is_agreed: bool = True) -> Field:
    """Read a bound field of a Django form."""
    widget = bound.field.widget
    value = bound.value()
    return Field(
        name=bound.html_name,
        label=str(bound.label),
        kind=_kind(bound),
        value="" if value is None or isinstance(value, list | bool) else str(value),
        help=str(bound.help_text),
        errors=tuple(str(error) for error in bound.errors),
        choices=tuple(_choices(bound, helps or {})) if isinstance(widget, ChoiceWidget) else (),
        is_required=bound.field.required,
        is_chosen=isinstance(widget, CheckboxInput) and bool(value),
        is_multiple=isinstance(widget, SelectMultiple | CheckboxSelectMultiple),
        id=bound.auto_id,
        rows=int(widget.attrs.get("rows", 6)),
        autocomplete=str(widget.attrs.get("autocomplete", "")),
        placeholder=str(widget.attrs.get("placeholder", "")),
        is_agreed=is_agreed,
    )


def fields(
    form: BaseForm, *, helps: Mapping[str, Helps] | None = None, is_agreed: bool = True
) -> tuple[Field, ...]:
    """Read every field of a form in its order; hidden ones stay hidden. `helps` are by name of the field."""
    known = helps or {}
    return tuple(field(bound, helps=known.get(bound.name), is_agreed=is_agreed) for bound in form)


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, Textarea):
        return "textarea"
    if isinstance(widget, RadioSelect):
        return "choices"
    if isinstance(widget, ChoiceWidget):
        return "select"
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    return str(getattr(widget, "input_type", "text"))


def _choices(bound: BoundField, helps: Helps) -> Iterable[Choice]:
    chosen = bound.value()
    values = chosen if isinstance(chosen, list | tuple) else () if chosen is None else (chosen,)
    wanted = {str(value) for value in values}
    widget = bound.field.widget
    assert isinstance(widget, ChoiceWidget)  # noqa: S101 - the caller asked
    for value, label in widget.choices:
        yield Choice(
            value=str(value),
            label=str(label),
            help=helps.get(str(value), ""),
            is_chosen=str(value) in wanted,
        )
