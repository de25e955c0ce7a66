"""What these pages share: their frame, and a form that tells refusals as mistakes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse

from uphold.desk.frame import framed
from uphold.kit import FORBIDDEN, MISSING, Refused
from uphold.kit.refused import Kind
from uphold.maintenance.timeline import topic_of
from uphold.ui.components.field import fields
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

PLACE = "maintenance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A page with one form: what it is called, where it leads back to, what is said once it is done."""

    title: str
    button: str
    back: str
    said: str
    help: str = ""
    is_danger: bool = False
    has_preview: bool = False


def around(
    request: PageRequest, values: Mapping[str, Any], *, provider_id: int | None = None
) -> dict[str, Any]:
    topics = [topic_of(provider_id)] if provider_id is not None else []
    return framed(request, values, current=PLACE, topics=topics)


def asked(
    request: PageRequest, form: forms.Form, asking: Asking, *, status: int = 200, **more: object
) -> HttpResponse:
    values = {
        "asking": asking,
        "fields": fields(form, is_agreed=False),
        "errors": [str(error) for error in form.non_field_errors()],
        "preview": None,
        **more,
    }
    return shown(request, "desk/maintenance/form.html", around(request, values), status=status)


def answered(
    request: PageRequest,
    form: forms.Form,
    asking: Asking,
    *,
    perform: Callable[[Mapping[str, Any]], object],
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show the form, or carry out what it says; what is refused stands above it, and nothing typed is lost."""
    if request.method != "POST":
        return asked(request, form, asking)
    if not form.is_valid():
        return asked(request, form, asking, status=422)
    try:
        made = perform(form.cleaned_data)
    except Refused as refusal:
        if refusal.kind in {FORBIDDEN, MISSING}:
            raise
        form.add_error(None, refusal.sentence)
        return asked(request, form, asking, status=409 if refusal.kind is Kind.CONFLICT else 422)
    return changed(request, "", {}, to=to(made) if to else asking.back, said=asking.said)
