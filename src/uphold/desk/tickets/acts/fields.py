"""Fields that several acts ask for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django import forms
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words


def fill(
    form: forms.Form, name: str, choices: Iterable[tuple[str, str]], *, initial: str | list[str] = ""
) -> None:
    """Give a field of choices what the agreement or the desk knows."""
    field = cast("forms.ChoiceField", form.fields[name])
    field.choices = list(choices)
    field.initial = initial


def words_field(label: "str | Words | None" = None, *, is_required: bool = True) -> forms.CharField:
    """Words that somebody reads."""
    return forms.CharField(
        label=label or gettext_lazy("Words to the customer"),
        required=is_required,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def choice_field(label: "str | Words", *, is_required: bool = True) -> forms.ChoiceField:
    """One of a few, all of them in sight."""
    return forms.ChoiceField(label=label, required=is_required, widget=forms.RadioSelect())


def names_field(label: "str | Words") -> forms.MultipleChoiceField:
    """Several of a few."""
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple())


def instant_field(
    label: "str | Words", *, is_required: bool = True, help_text: "str | Words" = ""
) -> forms.DateTimeField:
    """An instant on the reader's clock."""
    return forms.DateTimeField(
        label=label,
        required=is_required,
        help_text=help_text,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
