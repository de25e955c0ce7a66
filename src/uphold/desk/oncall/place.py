"""What the pages of who is on call share: their tabs, and a form that tells refusals as mistakes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.desk.frame import framed
from uphold.kit import Refused
from uphold.kit.refused import Kind
from uphold.ui.components.field import fields
from uphold.ui.components.navigation import Link
from uphold.ui.components.when import When
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader
from uphold.ui.respond import changed, shown

UTC = ZoneInfo("UTC")
BOTH = ("GET", "POST")
TELLABLE = (Kind.INVALID, Kind.CONFLICT)
"""Refusals that the person at the form can do something about."""
BLAMED = MappingProxyType(
    {
        "address_malformed": "address",
        "address_not_public": "address",
        "name_missing": "name",
        "name_taken": "name",
        "service_address_malformed": "address",
        "service_not_allowed": "address",
        "span_turned": "ends_at",
        "urgent_taken": "is_for_urgent",
        "zone_unknown": "zone",
    }
)
"""Which field a refusal speaks of, by its code; others stand above the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A page with one form: what it is called, where it leads back to, and what is said once it is done."""

    place: str
    title: str
    button: str
    back: str
    said: str = ""
    help: str = ""


def tabs(actor: Actor, place: str) -> list[Link]:
    pages = [
        ("oncall", gettext("On duty"), Permission.ONCALL_READ),
        ("calls", gettext("Calls"), Permission.ONCALL_READ),
        ("oncall-path", gettext("Whom steps call"), Permission.ONCALL_READ),
        ("ways", gettext("How I am reached"), Permission.PAGE_ANSWER),
    ]
    return [
        Link(label, reverse(f"desk:{name}"), is_current=name == place)
        for name, label, need in pages
        if actor.may(need)
    ]


def around(
    request: PageRequest, values: Mapping[str, Any], *, place: str, topics: Sequence[str] = ()
) -> dict[str, Any]:
    known = {"tabs": tabs(request.actor, place), **values}
    return framed(request, known, current="oncall", topics=topics)


def asked(request: PageRequest, form: forms.Form, asking: Asking, *, status: int = 200) -> HttpResponse:
    values = {
        "asking": asking,
        "fields": fields(form, is_agreed=False),
        "mistakes": [str(mistake) for mistake in form.non_field_errors()],
    }
    return shown(request, "desk/oncall/form.html", around(request, values, place=asking.place), status=status)


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
        if refusal.kind not in TELLABLE:
            raise
        blamed = BLAMED.get(refusal.code)
        form.add_error(blamed if blamed in form.fields else None, refusal.sentence)
        return asked(request, form, asking, status=409 if refusal.kind is Kind.CONFLICT else 422)
    return done(request, asking.said or gettext("Saved."), to=to(made) if to else asking.back)


def done(request: PageRequest, said: str, *, to: str) -> HttpResponse:
    """What was done is told once, on the page that follows."""
    return changed(request, "desk/oncall/form.html", {}, to=to, said=said)


def said_at(at: datetime, *, reader: Reader) -> When:
    """No agreement's clock stands behind a note."""
    return reader.when(at, reader.zone or UTC)
