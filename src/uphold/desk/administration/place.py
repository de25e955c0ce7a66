"""What the pages of administration share: their tabs, a list, a form that tells refusals as mistakes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from uphold.desk.frame import framed
from uphold.kit import Refused
from uphold.kit.refused import Kind
from uphold.ui.components.field import fields
from uphold.ui.components.navigation import Link
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

TELLABLE = (Kind.INVALID, Kind.CONFLICT)
"""Refusals that the person at the form can do something about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A page with one form: what it is called, where it leads back to, and what stands below it."""

    place: str
    title: str
    button: str
    back: str
    help: str = ""
    also: Mapping[str, Any] | None = None


def tabs(place: str) -> list[Link]:
    pages = {
        "organisations": gettext("Organisations"),
        "staff": gettext("Staff"),
        "teams": gettext("Teams"),
        "contracts": gettext("Contracts"),
        "providers": gettext("Providers"),
    }
    return [Link(label, reverse(f"desk:{name}"), is_current=name == place) for name, label in pages.items()]


def listed(
    request: PageRequest, *, place: str, table: Table, add: Link | None, empty: tuple[str, str]
) -> HttpResponse:
    values = {"tabs": tabs(place), "table": table, "add": add, "empty": empty}
    return shown(request, "desk/administration/list.html", framed(request, values, current="administration"))


def asked(request: PageRequest, form: forms.Form, asking: Asking, *, status: int = 200) -> HttpResponse:
    values = {
        "tabs": tabs(asking.place),
        "asking": asking,
        "fields": fields(form),
        "mistakes": [str(mistake) for mistake in form.non_field_errors()],
        "tables": (),
        "acts": (),
        **(asking.also or {}),
    }
    around = framed(request, values, current="administration")
    return shown(request, "desk/administration/form.html", around, status=status)


def answered(
    request: PageRequest,
    form: forms.Form,
    asking: Asking,
    *,
    perform: Callable[[Mapping[str, Any]], object],
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show the form, or carry out what it says; what is refused stands above the form, and nothing typed is lost."""
    if request.method != "POST":
        return asked(request, form, asking)
    if not form.is_valid():
        return asked(request, form, asking, status=422)
    try:
        made = perform(form.cleaned_data)
    except Refused as refusal:
        if refusal.kind not in TELLABLE:
            raise
        form.add_error(None, refusal.sentence)
        return asked(request, form, asking, status=409 if refusal.kind is Kind.CONFLICT else 422)
    return HttpResponseRedirect(to(made) if to else asking.back)


def done(request: PageRequest, said: str, *, to: str) -> HttpResponse:
    """After an act without a form of its own."""
    return changed(request, "desk/administration/list.html", {}, to=to, said=said)


def table_of(caption: str, columns: Sequence[str], rows: Sequence[tuple[Sequence[object], str]]) -> Table:
    """Each row is its cells and where its first cell leads."""
    return Table(
        caption=caption,
        columns=tuple(Column(column) for column in columns),
        rows=tuple(Row(cells=tuple(cells), href=href) for cells, href in rows),
        is_caption_shown=False,
    )


def activity(*, is_active: bool) -> str:
    return "" if is_active else gettext("inactive")
