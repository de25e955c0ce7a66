"""The view of every act on an account: the form, the verb, and the page as it stands after it."""

from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from uphold.desk.accounts.act_forms import ActForm
from uphold.desk.accounts.acts import AccountAct
from uphold.desk.accounts.panels import address_of
from uphold.desk.accounts.sheet import AccountSheet, account_sheet
from uphold.desk.accounts.show import after_act
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.ui.components.field import fields
from uphold.ui.page import PageRequest, View
from uphold.ui.reader import reader_of
from uphold.ui.respond import is_fragment, shown


class NothingToDo(Refused):
    code, kind, text = (
        "nothing_to_do",
        CONFLICT,
        gettext_lazy("As the account stands now, there is nothing of this kind to do."),
    )


def route_of(act: AccountAct) -> URLPattern:
    return path(f"<int:provider_id>/<int:organisation_id>/{act.name}", view_of(act), name=act.route)


def view_of(act: AccountAct) -> View:
    @desk_page(need=act.need, methods=["GET", "POST"])
    def view(request: PageRequest, provider_id: int, organisation_id: int) -> HttpResponse:
        sheet = account_sheet(
            request.actor,
            provider_id=provider_id,
            organisation_id=organisation_id,
            reader=reader_of(request),
            need=act.need,
        )
        if not act.fits(sheet):
            raise NothingToDo
        form = act.form(request.POST if request.method == "POST" else None, sheet=sheet)
        if request.method == "POST" and form.is_valid() and is_done(act, form, sheet=sheet):
            return after_act(request, sheet, said=str(act.said))
        return asking(request, act, form, sheet=sheet)

    view.__name__ = act.name.replace("-", "_")
    return view


def is_done(act: AccountAct, form: ActForm, *, sheet: AccountSheet) -> bool:
    """Whether the verb took it; what it finds invalid stands beside the form, nothing typed is lost."""
    try:
        act.perform(sheet, form, sheet.reader.now)
    except Refused as refusal:
        if refusal.kind is not INVALID:
            raise
        form.add_error(None, refusal.sentence)
        return False
    return True


def asking(request: PageRequest, act: AccountAct, form: ActForm, *, sheet: AccountSheet) -> HttpResponse:
    values: dict[str, Any] = {
        "sheet": sheet,
        "act": act,
        "action": address_of(sheet, act.route),
        "fields": fields(form, helps=form.helps),
        "errors": [str(error) for error in form.non_field_errors()],
        "is_dialog": is_fragment(request),
        "back": address_of(sheet),
    }
    status = 422 if form.is_bound else 200
    around = values if is_fragment(request) else framed(request, values, current="accounts")
    return shown(request, "desk/accounts/act.html#act", around, status=status)
