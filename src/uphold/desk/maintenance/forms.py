"""The forms: a plan with its window on the clock of a zone, an outage, and words that go with an act."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.agreements.models import Version
from uphold.agreements.queries import version_in_force
from uphold.desk.administration.choices import provider_choices, provider_of
from uphold.kit import Refused, now
from uphold.maintenance.actions import Plan
from uphold.maintenance.asking import kinds_of_change
from uphold.maintenance.windows import Times, times_of
from uphold.people.models import Provider
from uphold.policy.time.local import UnknownZone, zone_of
from uphold.products.access import visible_products, visible_sites
from uphold.products.models import Product, Site

CLOCK = "%Y-%m-%dT%H:%M"
LONGEST_WORDS = 4000


def clock_field(label: Any, *, help_text: Any = "") -> forms.DateTimeField:  # noqa: ANN401 - lazy words
    """As a clock on the wall shows it; which clock is said beside it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=CLOCK)
    return WallClockField(
        label=label, help_text=help_text, widget=widget, input_formats=[CLOCK, "%Y-%m-%dT%H:%M:%S"]
    )


class WallClockField(forms.DateTimeField):
    """Without a zone of its own: the zone is another field of the form."""

    def to_python(self, value: Any) -> datetime | None:  # noqa: ANN401 - whatever was typed
        found = super().to_python(value)
        return found.replace(tzinfo=None) if found else None

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - as it came
        return value


class WindowForm(forms.Form):
    """Two readings of one clock; `times` are the instants once it is valid."""

    zone = forms.CharField(label=gettext_lazy("On the clock of"), max_length=64)
    starts = clock_field(gettext_lazy("Begins"))
    ends = clock_field(gettext_lazy("Ends"))
    times: Times

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if {"zone", "starts", "ends"} <= said.keys():
            self.read_times(said)
        return said

    def read_times(self, said: Mapping[str, Any]) -> None:
        try:
            self.times = times_of(said["starts"], said["ends"], zone=said["zone"])
        except UnknownZone:
            self.add_error("zone", gettext("No such zone; write one like America/New_York."))
        except (Refused, OverflowError) as refusal:
            self.add_error("ends", str(refusal))


class PlanForm(WindowForm):
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    change = forms.CharField(
        label=gettext_lazy("Kind of change"),
        max_length=120,
        help_text=gettext_lazy("As the agreements name it in their Notice rows."),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    words = forms.CharField(
        label=gettext_lazy("Words for the customers"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    products = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Products and services that it touches"),
        queryset=Product.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sites = forms.ModelMultipleChoiceField(
        label=gettext_lazy("At these sites alone"),
        queryset=Site.objects.none(),
        required=False,
        help_text=gettext_lazy("None chosen: wherever these products are in use."),
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )
    field_order = ("provider", "change", "title", "words", "products", "sites", "zone", "starts", "ends")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - as forms take them
        super().__init__(*args, **kwargs)
        self.actor = actor
        choices = provider_choices(actor, need=Permission.MAINTENANCE_PLAN)
        self.fields["provider"].choices = choices  # type: ignore[attr-defined]  # a choice field
        products = visible_products(actor).filter(is_active=True).order_by("name")
        self.fields["products"].queryset = products  # type: ignore[attr-defined]  # of models
        self.fields["products"].label_from_instance = lambda each: each.name  # type: ignore[attr-defined]
        sites = visible_sites(actor).filter(is_active=True).select_related("organisation")
        self.fields["sites"].queryset = sites.order_by("organisation__name", "name")  # type: ignore[attr-defined]
        self.fields["sites"].label_from_instance = (  # type: ignore[attr-defined]
            lambda site: f"{site.organisation.name}: {site.name}"
        )

    @property
    def chosen_provider(self) -> Provider:
        return provider_of(self.actor, self.cleaned_data["provider"], need=Permission.MAINTENANCE_PLAN)

    @property
    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            change=said["change"].strip(),
            title=said["title"].strip(),
            words=said["words"].strip(),
            zone=said["zone"],
            times=self.times,
            products=tuple(said["products"]),
            sites=tuple(said["sites"]),
        )


class OutageForm(forms.Form):
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    title = forms.CharField(label=gettext_lazy("What failed"), max_length=200)
    words = forms.CharField(
        label=gettext_lazy("What is known; everybody reads it"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    products = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Products and services that failed"),
        queryset=Product.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    zone = forms.CharField(label=gettext_lazy("On the clock of"), max_length=64)
    since = clock_field(gettext_lazy("Since"))
    since_at: datetime

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - as forms take them
        super().__init__(*args, **kwargs)
        choices = provider_choices(actor, need=Permission.MAINTENANCE_PLAN)
        self.fields["provider"].choices = choices  # type: ignore[attr-defined]  # a choice field
        products = visible_products(actor).filter(is_active=True).order_by("name")
        self.fields["products"].queryset = products  # type: ignore[attr-defined]  # of models
        self.fields["products"].label_from_instance = lambda each: each.name  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if {"zone", "since"} <= said.keys():
            try:
                self.since_at = said["since"].replace(tzinfo=zone_of(said["zone"]))
            except UnknownZone:
                self.add_error("zone", gettext("No such zone; write one like America/New_York."))
        return said


class WordsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Words"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=LONGEST_WORDS,
        help_text=gettext_lazy("The customers read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ShortForm(forms.Form):
    is_short_accepted = forms.BooleanField(
        label=gettext_lazy("Announce it although the lead time is not kept"), required=False
    )


class MoveForm(WindowForm, ReasonForm, ShortForm):
    field_order = ("zone", "starts", "ends", "reason", "is_short_accepted")


class ExtendForm(ReasonForm):
    zone = forms.CharField(label=gettext_lazy("On the clock of"), max_length=64)
    ends = clock_field(gettext_lazy("Ends"))
    field_order = ("zone", "ends", "reason")


class RuleForm(forms.Form):
    rule = forms.CharField(
        label=gettext_lazy("Rule"),
        max_length=200,
        help_text=gettext_lazy(
            "As calendars write it: FREQ=MONTHLY;BYDAY=1SU is the first Sunday of each month."
        ),
    )


class NoForm(forms.Form):
    """Nothing is asked."""


def usual(actor: Actor) -> dict[str, Any]:
    """What stands in an empty plan: the first provider's clock and kind of change."""
    choices = provider_choices(actor, need=Permission.MAINTENANCE_PLAN)
    version = version_of(int(choices[0][0])) if choices else None
    kinds = kinds_of_change([version]) if version else []
    return {"zone": version.timezone if version else "UTC", "change": kinds[0] if kinds else ""}


def version_of(provider_id: int) -> Version | None:
    """Of the first of the provider's agreements that is in force."""
    agreements = Provider.objects.get(pk=provider_id).agreements.filter(is_annex=False).order_by("pk")
    found = (version_in_force(agreement, at=now()) for agreement in agreements)
    return next((version for version in found if version is not None), None)
