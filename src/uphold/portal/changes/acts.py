"""Acts on a service change: approve, refuse with words, take back."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.kit.clock import now
from uphold.portal.agreements.pages import citation_href
from uphold.portal.door import portal_page
from uphold.service_changes.access import get_change
from uphold.service_changes.actions import approve_change, refuse_change, withdraw_change
from uphold.service_changes.models import ServiceChange
from uphold.standing.access import CapabilityRests
from uphold.ui.decided.clause import clause_of
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed

APPROVE, ASK = Permission.SERVICE_CHANGE_APPROVE, Permission.SERVICE_CHANGE_ASK


class AnswerForm(forms.Form):
    answer = forms.CharField(max_length=400, required=False)


@portal_page(need=APPROVE, methods=["POST"])
def approve(request: PageRequest, change_id: int) -> HttpResponse:
    change = get_change(request.actor, change_id, need=APPROVE)
    try:
        approve_change(actor=request.actor, change=change, at=now())
    except CapabilityRests as refusal:
        vars(refusal)["clause"] = clause_of(refusal.citation, href=citation_href)
        raise
    return again(request, change, said=gettext("Approved."))


@portal_page(need=APPROVE, methods=["POST"])
def refuse(request: PageRequest, change_id: int) -> HttpResponse:
    change, form = get_change(request.actor, change_id, need=APPROVE), AnswerForm(request.POST)
    answer = form.cleaned_data["answer"] if form.is_valid() else ""
    refuse_change(actor=request.actor, change=change, answer=answer, at=now())
    return again(request, change, said=gettext("Not approved; whoever asked is told why."))


@portal_page(need=ASK, methods=["POST"])
def withdraw(request: PageRequest, change_id: int) -> HttpResponse:
    change = get_change(request.actor, change_id, need=ASK)
    withdraw_change(actor=request.actor, change=change, at=now())
    return again(request, change, said=gettext("Taken back."))


def again(request: PageRequest, change: ServiceChange, *, said: str) -> HttpResponse:
    return changed(request, "", {}, to=reverse("portal:service-change", args=[change.pk]), said=said)
