"""New versions: write or paste a document, read what the checker says as one types, publish when nothing forbids it."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from uphold.access import Permission
from uphold.agreements.access import get_version
from uphold.agreements.actions import discard_draft, draft_document, publish_document
from uphold.agreements.actions.document import VersionIsPublished
from uphold.agreements.models import Version
from uphold.desk.administration.choices import provider_choices, provider_of
from uphold.desk.agreements.checked import Checked, checked
from uphold.desk.agreements.place import address, placed
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import Refused
from uphold.kit.clock import now
from uphold.kit.refused import Kind
from uphold.ui.components.field import fields
from uphold.ui.components.navigation import Act
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, is_fragment, shown

MOST_CHARACTERS = 150_000
NUMBERED = re.compile(r"^version: *(\d+) *$", re.MULTILINE)


class DraftForm(forms.Form):
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    text = forms.CharField(
        label=gettext_lazy("Document"),
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30}),
        help_text=gettext_lazy("Markdown with front matter; its tables run. Save it as often as you like."),
    )

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        choice = self.fields["provider"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = providers


@desk_page(need=Permission.AGREEMENT_PUBLISH)
def new(request: PageRequest) -> HttpResponse:
    """An empty page, or a copy of the version that the address names with the number that follows."""
    slug, version = request.GET.get("of", ""), request.GET.get("version", "")
    initial = {}
    if slug:
        before = get_version(request.actor, slug, version, need=Permission.AGREEMENT_PUBLISH)
        initial = {"provider": str(before.agreement.provider_id), "text": following(before.text)}
    return editor(request, form_of(request, initial=initial))


@desk_page(need=Permission.AGREEMENT_PUBLISH, methods=["POST"])
def create(request: PageRequest) -> HttpResponse:
    form = form_of(request)
    if not form.is_valid():
        return editor(request, form, status=422)
    try:
        version = draft_document(
            actor=request.actor,
            provider=provider_of(
                request.actor, form.cleaned_data["provider"], need=Permission.AGREEMENT_PUBLISH
            ),
            text=form.cleaned_data["text"],
            at=now(),
        )
    except Refused as refusal:
        if refusal.kind not in {Kind.INVALID, Kind.CONFLICT}:
            raise
        form.add_error("text", str(refusal.sentence))
        return editor(request, form, status=422)
    said = gettext("The draft of version %(version)s is saved.") % {"version": version.version}
    return changed(request, "desk/agreements/edit.html", {}, to=address(version, "agreement-edit"), said=said)


@desk_page(need=Permission.AGREEMENT_PUBLISH, methods=["POST"])
def check(request: PageRequest) -> HttpResponse:
    """The findings about the text as it stands in the editor. Nothing is kept."""
    form = form_of(request)
    values = {"checked": checked_in(request, form) if form.is_valid() else None, "is_saved": False}
    values = editor_values(form, values)
    whole = values if is_fragment(request) else framed(request, values, current="agreements")
    return shown(request, "desk/agreements/edit.html#findings", whole)


@desk_page(need=Permission.AGREEMENT_PUBLISH)
def edit(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version, need=Permission.AGREEMENT_PUBLISH)
    if found.is_published:
        raise VersionIsPublished(found.version)
    form = form_of(request, initial={"provider": str(found.agreement.provider_id), "text": found.text})
    report = checked(found.text, provider=found.agreement.provider, path=f"{slug}.md")
    values = {"checked": report, "is_saved": True, "acts": acts_on(found, report)}
    values = placed(request, found, editor_values(form, values), page="agreement-edit")
    return shown(request, "desk/agreements/edit.html", values)


@desk_page(need=Permission.AGREEMENT_PUBLISH, methods=["POST"])
def publish(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version, need=Permission.AGREEMENT_PUBLISH)
    publish_document(actor=request.actor, version=found, at=now())
    said = gettext("Version %(version)s is published.") % {"version": found.version}
    return changed(request, "desk/agreements/show.html", {}, to=address(found), said=said)


@desk_page(need=Permission.AGREEMENT_PUBLISH, methods=["POST"])
def discard(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version, need=Permission.AGREEMENT_PUBLISH)
    discard_draft(actor=request.actor, version=found, at=now())
    said = gettext("The draft of version %(version)s is discarded.") % {"version": version}
    return changed(request, "desk/agreements/index.html", {}, to=reverse("desk:agreements"), said=said)


def form_of(request: PageRequest, *, initial: Mapping[str, str] | None = None) -> DraftForm:
    """For the providers for which the reader may publish."""
    providers = provider_choices(request.actor, need=Permission.AGREEMENT_PUBLISH)
    data = request.POST if request.method == "POST" else None
    return DraftForm(data, initial=dict(initial or {}), providers=providers)


def editor(request: PageRequest, form: DraftForm, *, status: int = 200) -> HttpResponse:
    """The form beside what the checker says, while nothing is saved yet."""
    is_readable = len(form.data.get("text", "")) in range(1, MOST_CHARACTERS + 1)
    is_checked = form.is_bound and "provider" in form.cleaned_data and is_readable
    values = {"checked": checked_in(request, form) if is_checked else None, "is_saved": False}
    around = framed(request, editor_values(form, values), current="agreements")
    return shown(request, "desk/agreements/edit.html", around, status=status)


def editor_values(form: DraftForm, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"fields": fields(form), "acts": (), **values}


def checked_in(request: PageRequest, form: DraftForm) -> Checked:
    chosen = form.cleaned_data["provider"]
    provider = provider_of(request.actor, chosen, need=Permission.AGREEMENT_PUBLISH)
    return checked(form.data["text"], provider=provider, path="document")


def acts_on(version: Version, report: Checked) -> list[Act]:
    """Publishing where nothing forbids it, and discarding; neither can be undone."""
    place = [version.agreement.slug, version.version]
    discarding = Act(
        gettext("Discard the draft"),
        reverse("desk:agreement-discard", args=place),
        is_danger=True,
        warning=gettext("The text is lost with it. Published versions stay as they are."),
    )
    if not report.is_publishable:
        return [discarding]
    label = gettext("Publish version %(version)s") % {"version": version.version}
    warning = publication_words(version, report)
    return [
        Act(label, reverse("desk:agreement-publication", args=place), icon="check", warning=warning),
        discarding,
    ]


def publication_words(version: Version, report: Checked) -> str:
    day = date_format(version.effective_on, "j F Y")
    said = gettext(
        "It decides for tickets that are opened from %(day)s on, and can never be changed. "
        "Tickets opened before keep their version."
    ) % {"day": day}
    if not report.warning_count:
        return said
    open_words = ngettext(
        "%d warning has no answer yet.", "%d warnings have no answer yet.", report.warning_count
    )
    return f"{said} {open_words % report.warning_count}"


def following(text: str) -> str:
    """The text with the next number, where it is numbered so."""
    return NUMBERED.sub(lambda found: f"version: {int(found[1]) + 1}", text, count=1)
