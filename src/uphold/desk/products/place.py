"""What the pages of the installed base share: their tabs, and a form that tells refusals as mistakes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.desk.frame import framed
from uphold.kit import CONFLICT, FORBIDDEN, MISSING, Refused
from uphold.ui.components.field import fields
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

PLACE = "units"
BLAMED = MappingProxyType(
    {
        "name_is_taken": "name",
        "product_name_missing": "name",
        "serial_is_taken": "name",
        "support_ends_before_sale": "support_ends_on",
        "unit_is_there": "site",
        "zone_unknown": "zone",
    }
)
"""Which field a refusal speaks of, by its code; others stand above the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A page with one form: what it is called, where it leads back to, what is said once it is done."""

    title: str
    button: str
    back: str
    back_words: str
    said: str
    help: str = ""
    is_danger: bool = False
    has_file: bool = False


def tabs(actor: Actor, current: str) -> list[Link]:
    pages = {
        "units": gettext("Installed base"),
        "products": gettext("Products"),
        "returns": gettext("Returns"),
        "service-changes": gettext("Service changes"),
    }
    needs = {
        "units": Permission.UNIT_READ,
        "products": Permission.PRODUCT_READ,
        "returns": Permission.RETURN_READ,
        "service-changes": Permission.SERVICE_CHANGE_READ,
    }
    return [
        Link(label, reverse(f"desk:{name}"), is_current=name == current)
        for name, label in pages.items()
        if actor.may(needs[name])
    ]


def around(
    request: PageRequest, values: Mapping[str, Any], *, tab: str, topics: tuple[str, ...] = ()
) -> dict[str, Any]:
    return framed(request, {"tabs": tabs(request.actor, tab), **values}, current=PLACE, topics=topics)


def asked(request: PageRequest, form: forms.Form, asking: Asking, *, status: int = 200) -> HttpResponse:
    values = {
        "asking": asking,
        "fields": fields(form, is_agreed=False),
        "errors": [str(error) for error in form.non_field_errors()],
    }
    return shown(request, "desk/products/form.html", around(request, values, tab=""), status=status)


def answered(
    request: PageRequest,
    form: forms.Form,
    asking: Asking,
    *,
    perform: Callable[[Mapping[str, Any]], object],
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show the form, or carry out what it says; what is refused stands at its field, and nothing typed is lost."""
    if request.method != "POST":
        return asked(request, form, asking)
    if not form.is_valid():
        return asked(request, form, asking, status=422)
    try:
        made = perform(form.cleaned_data)
    except Refused as refusal:
        if refusal.kind in {FORBIDDEN, MISSING}:
            raise
        blamed = BLAMED.get(refusal.code)
        form.add_error(blamed if blamed in form.fields else None, refusal.sentence)
        return asked(request, form, asking, status=409 if refusal.kind is CONFLICT else 422)
    return done(request, asking.said, to=to(made) if to else asking.back)


def done(request: PageRequest, said: str, *, to: str) -> HttpResponse:
    """What was done is told once, on the page that follows."""
    return changed(request, "", {}, to=to, said=said)


def day_field(label: Any, *, help_text: Any = "") -> forms.DateField:  # noqa: ANN401 - lazy words
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, help_text=help_text, widget=widget)
