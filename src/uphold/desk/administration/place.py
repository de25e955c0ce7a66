"""What the pages of administration share: their tabs, a list, a form that tells refusals as mistakes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.desk.frame import framed
from uphold.kit import Refused
from uphold.kit.refused import Kind
from uphold.ui.components.field import Helps, fields
from uphold.ui.components.navigation import Act, Link
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

TELLABLE = (Kind.INVALID, Kind.CONFLICT)
"""Refusals that the person at the form can do something about."""
BLAMED = MappingProxyType(
    {
        "address_taken": "email",
        "cover_ends_before_its_start": "ends_on",
        "cover_outside_the_contract": "starts_on",
        "contract_ends_before_its_start": "ends_on",
        "contracts_overlap": "starts_on",
        "name_missing": "name",
        "name_taken": "name",
        "not_a_customer": "organisation",
        "nothing_published": "agreement",
        "prefix_malformed": "ticket_prefix",
        "prefix_taken": "ticket_prefix",
        "unit_has_no_name": "name",
        "unit_is_covered": "name",
        "zone_unknown": "zone",
    }
)
"""Which field a refusal speaks of, by its code; others stand above the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A page with one form: what it is called, where it leads back to, what is said once it is done.

    `also` holds further values: `acts` beside the title, `facts` and `tables` below.
    """

    place: str
    title: str
    button: str
    back: str
    help: str = ""
    said: str = ""
    is_danger: bool = False
    helps: Mapping[str, Helps] | None = None
    also: Mapping[str, Any] | None = None


def tabs(place: str) -> list[Link]:
    pages = {
        "organisations": gettext("Organisations"),
        "staff": gettext("Staff"),
        "teams": gettext("Teams"),
        "contracts": gettext("Contracts"),
        "providers": gettext("Providers"),
        "invoicing": gettext("Invoicing"),
        "programs": gettext("Programs"),
    }
    return [Link(label, reverse(f"desk:{name}"), is_current=name == place) for name, label in pages.items()]


def listed(
    request: PageRequest,
    *,
    place: str,
    table: Table,
    add: Link | None,
    empty: tuple[str, str],
    also: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """`also` may hold `find`: what the box above the list was asked."""
    values = {"tabs": tabs(place), "table": table, "add": add, "empty": empty, **(also or {})}
    return shown(request, "desk/administration/list.html", framed(request, values, current="administration"))


def asked(request: PageRequest, form: forms.Form, asking: Asking, *, status: int = 200) -> HttpResponse:
    values = {
        "tabs": tabs(asking.place),
        "asking": asking,
        "fields": fields(form, helps=asking.helps, is_agreed=False),
        "mistakes": [str(mistake) for mistake in form.non_field_errors()],
        "tables": (),
        "acts": (),
        "facts": (),
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
    return gettext("active") if is_active else gettext("inactive")


def activity_toggle(href: str, *, is_active: bool, warning: str) -> Act:
    """Deactivating is asked twice; activating again is not."""
    if is_active:
        return Act(gettext("Deactivate"), href, is_danger=True, warning=warning)
    return Act(gettext("Activate again"), href)


def toggled(name: str, *, is_active: bool) -> str:
    said = gettext("%(name)s is active again.") if is_active else gettext("%(name)s is deactivated.")
    return said % {"name": name}
