"""What the pages of billing share: their tabs, tables with states, and a form that tells refusals as mistakes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.billing.parties import PartyFieldWrong
from uphold.desk.frame import framed
from uphold.kit import Refused
from uphold.kit.refused import Kind
from uphold.ui.components.field import Helps, fields
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

TELLABLE = (Kind.INVALID, Kind.CONFLICT)
"""Refusals that the person at the form can do something about."""
LONGEST_KEY = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A page with one form: what it is called, where it leads back to, what is said once it is done.

    `also_act` is what else can be done here, by a button of its own that posts. Without a `place` among the tabs of
    billing it is a page of administration.
    """

    title: str
    button: str
    back: str
    back_words: str
    said: str
    help: str = ""
    is_danger: bool = False
    has_file: bool = False
    helps: Mapping[str, Helps] | None = None
    place: str = ""
    also_act: Link | None = None


def tabs(actor: Actor, place: str) -> list[Link]:
    """Those who only read see neither files of banks nor a form."""
    pages = [
        ("invoices", gettext("Invoices"), Permission.INVOICE_READ),
        ("runs", gettext("Runs"), Permission.INVOICE_ISSUE),
        ("payments", gettext("Payments"), Permission.INVOICE_READ),
        ("bank", gettext("Bank"), Permission.PAYMENT_RECORD),
        ("disputes", gettext("Disputes"), Permission.INVOICE_READ),
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
    return framed(request, known, current="invoices", topics=topics)


def asked(request: PageRequest, form: forms.Form, asking: Asking, *, status: int = 200) -> HttpResponse:
    values = {
        "asking": asking,
        "fields": fields(form, helps=asking.helps, is_agreed=False),
        "mistakes": [str(mistake) for mistake in form.non_field_errors()],
        "form_attributes": {"enctype": "multipart/form-data"} if asking.has_file else {},
    }
    current = "invoices" if asking.place else "administration"
    return shown(request, "desk/billing/form.html", framed(request, values, current=current), status=status)


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
        blame(form, refusal)
        return asked(request, form, asking, status=409 if refusal.kind is Kind.CONFLICT else 422)
    return done(request, asking.said, to=to(made) if to else asking.back)


def blame(form: forms.Form, refusal: Refused) -> None:
    field = refusal.field if isinstance(refusal, PartyFieldWrong) else None
    form.add_error(field if field in form.fields else None, refusal.sentence)


def done(request: PageRequest, said: str, *, to: str) -> HttpResponse:
    """What was done is told once, on the page that follows."""
    return changed(request, "desk/billing/form.html", {}, to=to, said=said)


def pager_of(here: str, *, after: str | None, next_key: str | None) -> Pager | None:
    """`here` is the address with its query, as it is asked."""
    if after is None and next_key is None:
        return None
    joined = "&" if "?" in here else "?"
    return Pager(
        previous_href=here if after is not None else "",
        next_href=f"{here}{joined}after={next_key}" if next_key else "",
    )


def id_in(typed: str) -> int | None:
    """A row's id as an address says it; anything else asks for nothing."""
    return int(typed) if typed.isdecimal() and typed.isascii() and len(typed) <= LONGEST_KEY else None
