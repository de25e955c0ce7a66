"""New versions: write or paste a document, see what the checker says, publish it when nothing forbids it."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.agreements.access import get_version
from uphold.agreements.actions import discard_draft, draft_document, publish_document
from uphold.desk.agreements.place import address, placed
from uphold.desk.agreements.reading import groups_of, report_on
from uphold.desk.frame import framed
from uphold.kit import Refused
from uphold.kit.clock import now
from uphold.people.access import get_provider, visible_providers
from uphold.ui.components.field import fields
from uphold.ui.page import PageRequest, page
from uphold.ui.respond import changed, shown

MAX_BYTES = 500_000


class DraftForm(forms.Form):
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    text = forms.CharField(
        label=gettext_lazy("Document"),
        max_length=MAX_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28}),
        help_text=gettext_lazy("Markdown with front matter; its tables run. Save it as often as you like."),
    )

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        choice = self.fields["provider"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = providers


@page(need=Permission.AGREEMENT_PUBLISH)
def new(request: PageRequest) -> HttpResponse:
    return form_page(request, DraftForm(providers=provider_choices(request)))


@page(need=Permission.AGREEMENT_PUBLISH, methods=["POST"])
def create(request: PageRequest) -> HttpResponse:
    form = DraftForm(request.POST, providers=provider_choices(request))
    if not form.is_valid():
        return form_page(request, form, status=422)
    provider = get_provider(
        request.actor, int(form.cleaned_data["provider"]), need=Permission.AGREEMENT_PUBLISH
    )
    text = form.cleaned_data["text"]
    try:
        version = draft_document(actor=request.actor, provider=provider, text=text, at=now())
    except Refused as refusal:
        form.add_error("text", str(refusal.sentence))
        return form_page(request, form, status=422)
    return HttpResponseRedirect(address(version, "agreement-edit"))


@page(need=Permission.AGREEMENT_PUBLISH)
def edit(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version, need=Permission.AGREEMENT_PUBLISH)
    initial = {"provider": str(found.agreement.provider_id), "text": found.text}
    form = DraftForm(initial=initial, providers=provider_choices(request))
    checked = report_on(found.text, f"{slug}.md")
    values = {
        "fields": fields(form),
        "summary": checked.summary,
        "groups": groups_of(checked, page_href=address(found)),
        "is_publishable": checked.is_publishable,
    }
    return shown(request, "desk/agreements/edit.html", placed(request, found, values, page="agreement-edit"))


@page(need=Permission.AGREEMENT_PUBLISH, methods=["POST"])
def publish(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version, need=Permission.AGREEMENT_PUBLISH)
    publish_document(actor=request.actor, version=found, at=now())
    said = gettext("Version %(version)s is published.") % {"version": found.version}
    return changed(request, "desk/agreements/show.html", {}, to=address(found), said=said)


@page(need=Permission.AGREEMENT_PUBLISH, methods=["POST"])
def discard(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version, need=Permission.AGREEMENT_PUBLISH)
    discard_draft(actor=request.actor, version=found, at=now())
    said = gettext("The draft of version %(version)s is gone.") % {"version": version}
    return changed(request, "desk/agreements/index.html", {}, to=reverse("desk:agreements"), said=said)


def form_page(request: PageRequest, form: DraftForm, *, status: int = 200) -> HttpResponse:
    groups: list[object] = []
    text = form.data.get("text", "")
    if text:
        groups = [*groups_of(report_on(text, "agreement.md"), page_href="")]
    values = {"fields": fields(form), "groups": groups}
    return shown(
        request, "desk/agreements/new.html", framed(request, values, current="agreements"), status=status
    )


def provider_choices(request: PageRequest) -> list[tuple[str, str]]:
    """Providers for which the reader may publish."""
    allowed = request.actor.provider_ids_for(Permission.AGREEMENT_PUBLISH)
    return [
        (str(provider.pk), provider.name)
        for provider in visible_providers(request.actor).filter(pk__in=allowed).order_by("name")
    ]
