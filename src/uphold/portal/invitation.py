"""Accepting an invitation: the one page behind a one-time link, for staff and customers alike."""

from django import forms
from django.contrib.auth import login
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from uphold.kit import INVALID, Refused
from uphold.kit.clock import now
from uphold.people.actions import accept_invitation
from uphold.people.actions.invitation import invited_person, open_invitation
from uphold.people.models import Contact, Staff
from uphold.ui.components.field import fields
from uphold.ui.page import PUBLIC, PageRequest, page
from uphold.ui.respond import shown

SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least twelve characters; a few words in a row are good."),
    )
    again = forms.CharField(
        label=gettext_lazy("The same again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError(gettext("The two passwords differ."))
        return again


@page(need=PUBLIC, methods=["GET", "POST"])
def accept(request: PageRequest, token: str) -> HttpResponse:
    person = invited_person(open_invitation(token, at=now()))
    form = PasswordForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return asked(request, form, person=person)
    try:
        account = accept_invitation(token=token, password=form.cleaned_data["password"], at=now())
    except Refused as refusal:
        if refusal.kind is not INVALID:
            raise
        form.add_error("password", str(refusal.sentence))
        return asked(request, form, person=person)
    login(request, account, backend=SIGN_IN)
    return HttpResponseRedirect("/")


def asked(request: PageRequest, form: PasswordForm, *, person: Staff | Contact) -> HttpResponse:
    values = {"fields": fields(form), "name": person.name, "email": person.email}
    return shown(request, "portal/invitation.html", values, status=422 if form.errors else 200)
