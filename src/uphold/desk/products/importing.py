"""Taking a list of equipment in: the file, the preview, and what stayed out with its cure."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from uphold.access import Permission
from uphold.desk.billing.choices import chosen_provider, offer_providers
from uphold.desk.door import desk_page
from uphold.desk.products.happened import FIELDS
from uphold.desk.products.place import Asking, around, asked, done
from uphold.kit import Refused, now
from uphold.people.models import Provider
from uphold.products.importing.arrival import Arrived, take_units_in
from uphold.products.importing.cells import DAY_FIRST, MONTH_FIRST
from uphold.products.importing.planning import Difference, Plan, plan_units
from uphold.products.importing.rows import Row
from uphold.ui.installed.wording import KINDS, day_words, model_words
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

MANAGE = Permission.UNIT_MANAGE
MOST_BYTES = 1_500_000
"""More than a form can hold; larger lists come in by the command."""
MOST_ROWS = 200
SLASHES = MappingProxyType({"": "", "month": MONTH_FIRST, "day": DAY_FIRST})


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of the file as the preview shows it."""

    line: int
    name: str
    kind: str
    customer: str
    model: str
    site: str
    days: str
    said: str = ""


class ListForm(forms.Form):
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    file = forms.FileField(
        label=gettext_lazy("List of equipment (CSV)"),
        help_text=gettext_lazy(
            "Its first line names the columns: customer, serial number and product; also kind, version, site, "
            "deployment, state, shipped, purchased, warranty until."
        ),
        error_messages={"required": gettext_lazy("Choose the list.")},
    )
    slashes = forms.ChoiceField(
        label=gettext_lazy("Days with slashes"),
        required=False,
        choices=[
            ("", gettext_lazy("there are none")),
            ("month", gettext_lazy("month first, 12/31/2026")),
            ("day", gettext_lazy("day first, 31/12/2026")),
        ],
    )
    name = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("content")

    def clean(self) -> dict[str, Any]:
        """The bytes of the list, from wherever they came."""
        said = super().clean() or {}
        file = said.get("file")
        if file and file.size > MOST_BYTES:
            self.add_error("file", gettext("The list is larger than 1.5 MB; split it, or use the command."))
        elif file:
            said["bytes"], said["name"] = file.read(), file.name
        elif said.get("content"):
            try:
                said["bytes"] = b64decode(said["content"], validate=True)
            except NotBase64:
                self.add_error("file", gettext("Choose the list again."))
        return said

    def kept(self) -> dict[str, str]:
        """What the preview holds, so that the same list is taken in."""
        said = self.cleaned_data
        return {
            "provider": said["provider"],
            "slashes": said["slashes"],
            "name": said["name"],
            "content": b64encode(said["bytes"]).decode("ascii"),
        }


@desk_page(need=MANAGE, methods=("GET", "POST"))
def show(request: PageRequest) -> HttpResponse:
    """The list is chosen, looked at, and taken in by the same form."""
    form = ListForm(request.POST or None, request.FILES or None)
    offer_providers(form, request.actor, MANAGE)
    if request.method != "POST":
        return asked(request, form, asking())
    if not form.is_valid():
        return asked(request, form, asking(), status=422)
    provider = chosen_provider(form, request.actor, MANAGE)
    if "take" in request.POST:
        return take(request, form, provider)
    return previewed(request, form, provider)


def take(request: PageRequest, form: ListForm, provider: Provider) -> HttpResponse:
    try:
        arrived = take_units_in(
            actor=request.actor,
            provider=provider,
            content=form.cleaned_data["bytes"],
            slashes=SLASHES[form.cleaned_data["slashes"]],
            changes_known="changes_known" in request.POST,
            at=now(),
        )
    except Refused as refusal:
        form.add_error("file", refusal.sentence)
        return asked(request, form, asking(), status=409)
    return done(request, arrived_words(arrived), to=reverse("desk:units"))


def arrived_words(arrived: Arrived) -> str:
    added = ngettext("%(count)d unit came in.", "%(count)d units came in.", arrived.added)
    changed = ngettext("%(count)d was changed.", "%(count)d were changed.", arrived.changed)
    parts = [added % {"count": arrived.added}]
    if arrived.changed:
        parts.append(changed % {"count": arrived.changed})
    return " ".join(parts)


def asking() -> Asking:
    return Asking(
        title=gettext("A list of equipment"),
        button=gettext("Show the preview"),
        help=gettext(
            "Nothing comes in before you have seen what it would be. The same list again changes nothing."
        ),
        back=reverse("desk:units"),
        back_words=gettext("Installed base"),
        said="",
        has_file=True,
    )


def previewed(request: PageRequest, form: ListForm, provider: Provider) -> HttpResponse:
    plan = plan_units(
        form.cleaned_data["bytes"], provider=provider, slashes=SLASHES[form.cleaned_data["slashes"]]
    )
    if plan.error:
        form.add_error("file", plan.error)
        return asked(request, form, asking(), status=422)
    values = {
        "plan": plan,
        "counts": counts_of(plan),
        "rows": [row_of(row) for row in plan.new[:MOST_ROWS]],
        "more": max(0, len(plan.new) - MOST_ROWS),
        "different": [different_row(each) for each in plan.different[:MOST_ROWS]],
        "kept": form.kept(),
    }
    return shown(request, "desk/products/preview.html", around(request, values, tab=""))


def counts_of(plan: Plan) -> Mapping[str, int]:
    return {
        "new": len(plan.new),
        "same": plan.same,
        "different": len(plan.different),
        "repeated": plan.repeated,
        "rejected": len(plan.rejected),
        "sites": len(plan.new_sites),
    }


def row_of(row: Row) -> SeenRow:
    days = [
        (gettext("shipped"), row.shipped_on),
        (gettext("purchased"), row.purchased_on),
        (gettext("warranty until"), row.warranty_ends_on),
    ]
    return SeenRow(
        line=row.line,
        name=row.name,
        kind=str(KINDS[row.kind]),
        customer=row.customer.name,
        model=model_words(row.product, row.version),
        site=row.site_name
        if row.site or not row.site_name
        else gettext("%(name)s (new)") % {"name": row.site_name},
        days=", ".join(f"{words} {day_words(on)}" for words, on in days if on),
    )


def different_row(each: Difference) -> SeenRow:
    said = "; ".join(
        f"{FIELDS.get(name, name)}: {here or '–'} → {told}" for name, (here, told) in each.fields.items()
    )
    return SeenRow(
        line=each.row.line,
        name=each.row.name,
        kind="",
        customer=each.row.customer.name,
        model="",
        site="",
        days="",
        said=said,
    )
