"""The view of every act on a bug: the form, the verb, and the page as it stands after it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import URLPattern, path, reverse

from uphold.access import Permission
from uphold.desk.bugs.acts import BugAct
from uphold.desk.bugs.preview import coming_back
from uphold.desk.bugs.sheet import BugSheet, bug_sheet
from uphold.desk.bugs.show import address_of, after_act
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import INVALID, Refused
from uphold.ui.components.field import fields
from uphold.ui.page import PageRequest, View
from uphold.ui.reader import reader_of
from uphold.ui.respond import is_fragment, shown


def route_of(act: BugAct) -> URLPattern:
    return path(f"<str:bug_number>/{act.name}", view_of(act), name=act.route)


def view_of(act: BugAct) -> View:
    @desk_page(need=Permission.BUG_MANAGE, methods=["GET", "POST"])
    def view(request: PageRequest, bug_number: str) -> HttpResponse:
        sheet = bug_sheet(request.actor, bug_number, reader=reader_of(request), need=Permission.BUG_MANAGE)
        form = act.form(request.POST if request.method == "POST" else None, bug=sheet.bug)
        if request.method == "POST" and form.is_valid() and is_done(act, form, sheet=sheet):
            return after_act(request, sheet.bug, said=str(act.said) % {"number": sheet.bug.number})
        return asking(request, act, form, sheet=sheet)

    view.__name__ = act.name.replace("-", "_")
    return view


def is_done(act: BugAct, form: forms.Form, *, sheet: BugSheet) -> bool:
    """Whether the verb took it; what it finds invalid stands beside the form, nothing typed is lost."""
    try:
        act.perform(sheet.actor, sheet.bug, form.cleaned_data, sheet.reader.now)
    except Refused as refusal:
        if refusal.kind is not INVALID:
            raise
        form.add_error(None, refusal.sentence)
        return False
    return True


def asking(request: PageRequest, act: BugAct, form: forms.Form, *, sheet: BugSheet) -> HttpResponse:
    values: dict[str, Any] = {
        "bug": sheet.bug,
        "act": act,
        "action": reverse(f"desk:{act.route}", args=[sheet.bug.number]),
        "fields": fields(form, is_agreed=False),
        "errors": [str(error) for error in form.non_field_errors()],
        "is_dialog": is_fragment(request),
        "back": address_of(sheet.bug),
        "preview": coming_back(sheet) if act.is_page else None,
    }
    status = 422 if form.is_bound else 200
    around = values if is_fragment(request) else framed(request, values, current="bugs")
    return shown(request, "desk/bugs/act.html#act", around, status=status)
