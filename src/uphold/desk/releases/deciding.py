"""Deciding whether a customer is entitled, where the agreement says nothing."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import NotThere, Permission
from uphold.desk.door import desk_page
from uphold.desk.releases.drafting import BOTH, address_of, asked, tell
from uphold.kit import Refused, now
from uphold.problems.access import get_release
from uphold.problems.actions import decide_right
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed


class RightForm(forms.Form):
    is_entitled = forms.ChoiceField(
        label=gettext_lazy("The customer"),
        choices=(("yes", gettext_lazy("is entitled, and is told")), ("no", gettext_lazy("is not entitled"))),
        widget=forms.RadioSelect,
    )
    charge = forms.CharField(
        label=gettext_lazy("What it costs"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("0.00 is free. Empty: it is not said."),
    )
    reason = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 3}))


@desk_page(need=Permission.PRODUCT_MANAGE, methods=BOTH)
def decide(request: PageRequest, release_id: int, organisation_id: int) -> HttpResponse:
    release = get_release(request.actor, release_id, need=Permission.PRODUCT_MANAGE)
    right = release.rights.filter(organisation_id=organisation_id).select_related("organisation").first()
    if right is None:
        raise NotThere("right")
    organisation = right.organisation
    form = RightForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_right(
                actor=request.actor,
                release=release,
                organisation=organisation,
                is_entitled=form.cleaned_data["is_entitled"] == "yes",
                charge=form.cleaned_data["charge"],
                reason=form.cleaned_data["reason"],
                at=now(),
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            return changed(request, "", {}, to=address_of(release), said=gettext("It is decided."))
    return asked(request, form, title=organisation.name, back=address_of(release))
