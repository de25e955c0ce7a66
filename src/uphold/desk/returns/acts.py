"""Acts on a return: those that ask for something first, and those that need nothing but a press."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.products.place import Asking, answered, day_field, done
from uphold.hardware.access import get_return
from uphold.hardware.actions import (
    await_unit,
    close_return,
    give_back,
    note_manufacturer,
    receive_unit,
    repair_unit,
    send_replacement,
    withdraw_return,
)
from uphold.hardware.models import ReturnAuthorization
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of

BOTH = ("GET", "POST")
NEED = Permission.RETURN_AUTHORIZE


class AwaitingForm(forms.Form):
    send_to = forms.CharField(
        label=gettext_lazy("Where the customer sends it"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=600,
    )


class ReplacementForm(forms.Form):
    serial = forms.CharField(label=gettext_lazy("Serial number that goes out"), max_length=80)
    return_by_on = day_field(
        gettext_lazy("The old unit back by"),
        help_text=gettext_lazy("Where it goes out ahead, and the agreement sets no time."),
    )


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=400)


class MakerForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Maker"), max_length=120)
    number = forms.CharField(label=gettext_lazy("Its number"), max_length=60, required=False)
    state = forms.CharField(label=gettext_lazy("Where it stands"), max_length=60, required=False)
    address = forms.CharField(label=gettext_lazy("Its address"), max_length=400, required=False)


@desk_page(need=NEED, methods=BOTH)
def ask_for_unit(request: PageRequest, return_id: int) -> HttpResponse:
    row = get_return(request.actor, return_id, need=NEED)
    form = AwaitingForm(request.POST or None, initial={"send_to": row.send_to})
    said = gettext("The customer is told what to send where.")
    return acted(request, row, form, title=gettext("Ask for the unit"), said=said, perform=await_unit)


@desk_page(need=NEED, methods=BOTH)
def replace(request: PageRequest, return_id: int) -> HttpResponse:
    row = get_return(request.actor, return_id, need=NEED)
    return acted(
        request,
        row,
        ReplacementForm(request.POST or None),
        title=gettext("Send a replacement"),
        said=gettext("The replacement has the rest of the warranty."),
        perform=send_replacement,
    )


@desk_page(need=NEED, methods=BOTH)
def withdraw(request: PageRequest, return_id: int) -> HttpResponse:
    row = get_return(request.actor, return_id, need=NEED)
    form = WithdrawalForm(request.POST or None)
    said = gettext("The return is withdrawn.")
    return acted(request, row, form, title=gettext("Withdraw"), said=said, perform=withdraw_return)


@desk_page(need=NEED, methods=BOTH)
def note_maker(request: PageRequest, return_id: int) -> HttpResponse:
    row = get_return(request.actor, return_id, need=NEED)
    known = {name: getattr(row, f"manufacturer_{name}") for name in MakerForm.base_fields}
    form = MakerForm(request.POST or None, initial=known)
    said = gettext("The maker's number stands beside ours.")
    return acted(
        request, row, form, title=gettext("The maker's number"), said=said, perform=note_manufacturer
    )


@desk_page(need=NEED, methods=["POST"])
def receive(request: PageRequest, return_id: int) -> HttpResponse:
    return pressed(request, return_id, receive_unit, said=gettext("The unit is here."))


@desk_page(need=NEED, methods=["POST"])
def repair(request: PageRequest, return_id: int) -> HttpResponse:
    return pressed(request, return_id, repair_unit, said=gettext("The unit is repaired."))


@desk_page(need=NEED, methods=["POST"])
def send_back(request: PageRequest, return_id: int) -> HttpResponse:
    return pressed(request, return_id, give_back, said=gettext("The unit goes back as it came."))


@desk_page(need=NEED, methods=["POST"])
def close(request: PageRequest, return_id: int) -> HttpResponse:
    return pressed(request, return_id, close_return, said=gettext("The return is closed."))


def acted(
    request: PageRequest,
    row: ReturnAuthorization,
    form: forms.Form,
    *,
    title: str,
    said: str,
    perform: Callable[..., ReturnAuthorization],
) -> HttpResponse:
    def carry_out(stated: Mapping[str, Any]) -> object:
        return perform(actor=request.actor, row=row, at=reader_of(request).now, **stated)

    back = reverse("desk:return", args=[row.pk])
    asking = Asking(title=title, button=title, back=back, back_words=row.number, said=said)
    return answered(request, form, asking, perform=carry_out)


def pressed(
    request: PageRequest, return_id: int, perform: Callable[..., ReturnAuthorization], *, said: str
) -> HttpResponse:
    row = get_return(request.actor, return_id, need=NEED)
    perform(actor=request.actor, row=row, at=reader_of(request).now)
    return done(request, said, to=reverse("desk:return", args=[row.pk]))
