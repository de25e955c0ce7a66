"""Drafting a release, changing the draft, and letting it out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.releases.index import name_of
from uphold.kit import FORBIDDEN, MISSING, Refused, now
from uphold.problems.access import get_release
from uphold.problems.actions import change_release, draft_release, publish_release
from uphold.problems.models import Bug, Release
from uphold.problems.released import bugs_to_end
from uphold.products.access import get_version
from uphold.products.models import ProductVersion
from uphold.ui.components.field import fields
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

BOTH = ("GET", "POST")


class ReleaseForm(forms.Form):
    kind = forms.CharField(
        label=gettext_lazy("What agreements call it"),
        max_length=80,
        help_text=gettext_lazy("“New version”, “Patch”, “Update”: by it they say who is entitled."),
    )
    notes = forms.CharField(
        label=gettext_lazy("What changed, in words for customers"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    bugs = forms.MultipleChoiceField(
        label=gettext_lazy("Bugs that it ends"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, version: ProductVersion, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        choice = self.fields["bugs"]
        assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101 - declared above
        choice.choices = [(bug.number, f"{bug.number} {bug.title}") for bug in bugs_to_end(version)]


@desk_page(need=Permission.PRODUCT_MANAGE, methods=BOTH)
def new(request: PageRequest, product_version_id: int) -> HttpResponse:
    version = get_version(request.actor, product_version_id, need=Permission.PRODUCT_MANAGE)
    form = ReleaseForm(request.POST or None, version=version)
    back = reverse("desk:releases")
    title = gettext("Release of %(product)s %(version)s") % {
        "product": version.product.name,
        "version": version.name,
    }
    if request.method == "POST" and form.is_valid():
        said: Mapping[str, Any] = form.cleaned_data
        try:
            release = draft_release(
                actor=request.actor,
                version=version,
                kind=said["kind"],
                notes=said["notes"],
                bugs=bugs_of(said, version),
                at=now(),
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            return changed(request, "", {}, to=address_of(release), said=gettext("The draft is kept."))
    return asked(request, form, title=title, back=back)


@desk_page(need=Permission.PRODUCT_MANAGE, methods=BOTH)
def change(request: PageRequest, release_id: int) -> HttpResponse:
    release = get_release(request.actor, release_id, need=Permission.PRODUCT_MANAGE)
    numbers = list(release.bugs.values_list("number", flat=True))
    initial = {"kind": release.kind, "notes": release.notes, "bugs": numbers}
    form = ReleaseForm(request.POST or None, version=release.version, initial=initial)
    if request.method == "POST" and form.is_valid():
        said: Mapping[str, Any] = form.cleaned_data
        try:
            change_release(
                actor=request.actor,
                release=release,
                kind=said["kind"],
                notes=said["notes"],
                bugs=bugs_of(said, release.version),
                at=now(),
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            return changed(request, "", {}, to=address_of(release), said=gettext("The draft is kept."))
    return asked(request, form, title=name_of(release), back=address_of(release))


@desk_page(need=Permission.PRODUCT_MANAGE, methods=["POST"])
def publish(request: PageRequest, release_id: int) -> HttpResponse:
    release = get_release(request.actor, release_id, need=Permission.PRODUCT_MANAGE)
    publish_release(actor=request.actor, release=release, at=now())
    said = gettext("%(name)s is out. Tickets and customers hear of it now.") % {"name": name_of(release)}
    return changed(request, "", {}, to=address_of(release), said=said)


def address_of(release: Release) -> str:
    return reverse("desk:release", args=[release.pk])


def bugs_of(said: Mapping[str, Any], version: ProductVersion) -> list[Bug]:
    return list(bugs_to_end(version).filter(number__in=said["bugs"]))


def tell(form: forms.Form, refusal: Refused) -> None:
    if refusal.kind in {FORBIDDEN, MISSING}:
        raise refusal
    form.add_error(None, refusal.sentence)


def asked(request: PageRequest, form: forms.Form, *, title: str, back: str) -> HttpResponse:
    values = {
        "title": title,
        "back": back,
        "fields": fields(form, is_agreed=False),
        "errors": [str(error) for error in form.non_field_errors()],
    }
    status = 422 if form.is_bound else 200
    return shown(request, "desk/releases/form.html", framed(request, values, current="bugs"), status=status)
