"""The view of every act: the form with its clauses, the verb, and the page as it stands after it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.tickets.acts.act import Act, ActForm
from uphold.desk.tickets.page import after_act, gone_to
from uphold.desk.tickets.sheet import Sheet, sheet_of
from uphold.kit import INVALID, Refused
from uphold.ui.components.field import Field, fields
from uphold.ui.page import PageRequest, View
from uphold.ui.reader import reader_of
from uphold.ui.respond import is_fragment, shown


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as it is asked for: where its form goes, and what it says on it."""

    act: Act
    href: str
    form: ActForm


def route_of(act: Act) -> URLPattern:
    return path(f"<str:number>/{act.name}", view_of(act), name=act.route)


def view_of(act: Act) -> View:
    @desk_page(need=act.need, methods=["GET", "POST"])
    def view(request: PageRequest, number: str) -> HttpResponse:
        sheet = sheet_of(request.actor, number, reader=reader_of(request), need=act.need)
        return handled(request, act, sheet=sheet, href=reverse(f"desk:{act.route}", args=[number]))

    view.__name__ = act.name.replace("-", "_")
    return view


def handled(request: PageRequest, act: Act, *, sheet: Sheet, href: str) -> HttpResponse:
    """Asks, or does it. Instants are typed on the reader's clock."""
    with timezone.override(sheet.reader.zone_beside(sheet.zone)):
        form = act.form(request.POST if request.method == "POST" else None, sheet=sheet)
        if request.method == "POST" and form.is_valid() and is_done(act, form, sheet=sheet):
            number = sheet.ticket.number
            said = str(act.said) % {"number": number}
            if act.leads_to:
                return gone_to(request, reverse(act.leads_to, args=[number]), said=said)
            return after_act(request, number, said=said)
        return asking(request, Asked(act, href, form), sheet=sheet)


def is_done(act: Act, form: ActForm, *, sheet: Sheet) -> bool:
    """Whether the verb took it; what it finds invalid stands beside the form, nothing typed is lost."""
    try:
        act.perform(sheet.actor, sheet.ticket, form.cleaned_data, sheet.reader.now)
    except Refused as refusal:
        if refusal.kind is not INVALID:
            raise
        form.add_error(None, refusal.sentence)
        return False
    return True


def asking(request: PageRequest, asked: Asked, *, sheet: Sheet) -> HttpResponse:
    values: dict[str, Any] = {
        "ticket": sheet.ticket,
        "act": asked.act,
        "action": asked.href,
        "fields": fields_of(asked.form),
        "errors": [str(error) for error in asked.form.non_field_errors()],
        "previews": asked.act.previews(sheet),
        "is_dialog": is_fragment(request),
        "back": reverse("desk:ticket", args=[sheet.ticket.number]),
    }
    status = 422 if asked.form.is_bound else 200
    place = "desk/tickets/act.html#act"
    return shown(request, place, values if is_fragment(request) else framed(request, values), status=status)


def fields_of(form: ActForm) -> list[Field]:
    return [with_helps(each, form.helps.get(each.name, {})) for each in fields(form)]


def with_helps(field: Field, helps: Mapping[str, str]) -> Field:
    choices = tuple(replace(choice, help=helps.get(choice.value, "")) for choice in field.choices)
    return replace(field, choices=choices)
