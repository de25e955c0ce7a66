"""Providers: the brands under which support is sold."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.administration.place import (
    Asking,
    activity,
    activity_toggle,
    answered,
    done,
    listed,
    table_of,
    toggled,
)
from uphold.desk.door import desk_page
from uphold.kit.clock import now
from uphold.people.access import get_provider, visible_providers
from uphold.people.actions import add_provider, deactivate_provider, reactivate_provider, rename_provider
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")


class ProviderForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)


class NewProviderForm(ProviderForm):
    ticket_prefix = forms.RegexField(
        label=gettext_lazy("Letters before ticket numbers"),
        regex=r"^[A-Z][A-Z0-9]{0,7}$",
        help_text=gettext_lazy(
            "Up to eight capitals and digits, such as ACME in ACME-42. They stay for good."
        ),
    )


@desk_page(need=Permission.PROVIDER_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    rows = [
        (
            (each.name, each.ticket_prefix, activity(is_active=each.is_active)),
            reverse("desk:provider", args=[each.pk]),
        )
        for each in visible_providers(request.actor).order_by("name")
    ]
    columns = (gettext("Provider"), gettext("Numbers begin with"), gettext("State"))
    return listed(
        request,
        place="providers",
        table=table_of(gettext("Providers"), columns, rows),
        add=Link(gettext("New provider"), reverse("desk:provider-new")),
        empty=(gettext("No provider"), gettext("Add the brand under which you sell support.")),
    )


@desk_page(need=Permission.PROVIDER_MANAGE, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    asking = Asking(
        place="providers",
        title=gettext("New provider"),
        button=gettext("Add the provider"),
        back=reverse("desk:providers"),
        said=gettext("The provider is added. You administer it."),
    )
    return answered(
        request,
        NewProviderForm(request.POST or None),
        asking,
        perform=lambda said: add_provider(actor=request.actor, at=now(), **said),
    )


@desk_page(need=Permission.PROVIDER_MANAGE, methods=BOTH)
def edit(request: PageRequest, provider_id: int) -> HttpResponse:
    provider = get_provider(request.actor, provider_id, need=Permission.PROVIDER_MANAGE)
    act = activity_toggle(
        reverse("desk:provider-activity", args=[provider.pk]),
        is_active=provider.is_active,
        warning=gettext(
            "It is no longer offered for what is new: customers, colleagues, tickets. The rest stays."
        ),
    )
    asking = Asking(
        place="providers",
        title=provider.name,
        button=gettext("Save"),
        back=reverse("desk:providers"),
        also={"acts": [act], "facts": [Fact(gettext("Numbers begin with"), provider.ticket_prefix)]},
    )
    return answered(
        request,
        ProviderForm(request.POST or None, initial={"name": provider.name}),
        asking,
        perform=lambda said: rename_provider(actor=request.actor, provider=provider, at=now(), **said),
    )


@desk_page(need=Permission.PROVIDER_MANAGE, methods=["POST"])
def toggle(request: PageRequest, provider_id: int) -> HttpResponse:
    provider = get_provider(request.actor, provider_id, need=Permission.PROVIDER_MANAGE)
    act = deactivate_provider if provider.is_active else reactivate_provider
    provider = act(actor=request.actor, provider=provider, at=now())
    said = toggled(provider.name, is_active=provider.is_active)
    return done(request, said, to=reverse("desk:provider", args=[provider.pk]))
