"""Organisations: the customers, with their contacts and contracts."""

from django import forms
from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.administration.choices import provider_choices, provider_of, role_name
from uphold.desk.administration.contracts import contracts_table
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
from uphold.people.access import get_organisation, visible_organisations
from uphold.people.actions import (
    add_organisation,
    change_organisation,
    deactivate_organisation,
    reactivate_organisation,
)
from uphold.people.models import Organisation
from uphold.ui.components.navigation import Act, Link
from uphold.ui.components.table import Table
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")
MOST = 200


class OrganisationForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=64,
        required=False,
        help_text=gettext_lazy(
            "Such as Europe/Berlin; for agreements that count on the customer's own clock."
        ),
    )


@desk_page(need=Permission.ORGANISATION_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    rows = [
        (
            (each.name, people, each.zone, activity(is_active=each.is_active)),
            reverse("desk:organisation", args=[each.pk]),
        )
        for each, people in found_by(request.actor, words=words)
    ]
    columns = (gettext("Organisation"), gettext("Contacts"), gettext("Time zone"), gettext("State"))
    note = gettext("The first %(most)s stand here; the box above finds the others.") % {"most": MOST}
    return listed(
        request,
        place="organisations",
        table=table_of(gettext("Organisations"), columns, rows),
        add=Link(gettext("New organisation"), reverse("desk:organisation-new")),
        empty=empty_words(words),
        also={
            "find": {"label": gettext("Find an organisation"), "words": words},
            "note": note if len(rows) == MOST else "",
        },
    )


def found_by(actor: Actor, *, words: str) -> list[tuple[Organisation, int]]:
    """Each with the number of its active contacts."""
    active = Count("contacts", filter=Q(contacts__is_active=True), distinct=True)
    found = visible_organisations(actor).filter(name__icontains=words).annotate(people=active)
    return [(each, each.people) for each in found.order_by("name", "pk")[:MOST]]


def empty_words(words: str) -> tuple[str, str]:
    if words:
        return gettext("Nothing found"), gettext("No organisation has this in its name. Try fewer letters.")
    return (
        gettext("No organisation"),
        gettext("Add the first customer; its contacts and contract come next."),
    )


@desk_page(need=Permission.ORGANISATION_MANAGE, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    providers = provider_choices(request.actor, need=Permission.ORGANISATION_MANAGE)
    form = OrganisationForm(request.POST or None)
    form.fields["provider"] = forms.ChoiceField(label=gettext_lazy("Customer of"), choices=providers)
    asking = Asking(
        place="organisations",
        title=gettext("New organisation"),
        button=gettext("Add the organisation"),
        back=reverse("desk:organisations"),
        said=gettext("The organisation is added. Next come its contacts and its contract."),
    )
    return answered(
        request,
        form,
        asking,
        perform=lambda said: add_organisation(
            actor=request.actor,
            provider=provider_of(request.actor, said["provider"], need=Permission.ORGANISATION_MANAGE),
            name=said["name"],
            zone=said["zone"],
            at=now(),
        ),
        to=lambda made: reverse("desk:organisation", args=[made.pk]),
    )


@desk_page(need=Permission.ORGANISATION_MANAGE, methods=BOTH)
def edit(request: PageRequest, organisation_id: int) -> HttpResponse:
    organisation = get_organisation(request.actor, organisation_id, need=Permission.ORGANISATION_MANAGE)
    asking = Asking(
        place="organisations",
        title=organisation.name,
        button=gettext("Save"),
        back=reverse("desk:organisations"),
        also={"acts": [activity_act(organisation)], "tables": tables_of(request.actor, organisation)},
    )
    return answered(
        request,
        OrganisationForm(
            request.POST or None, initial={"name": organisation.name, "zone": organisation.zone}
        ),
        asking,
        perform=lambda said: change_organisation(
            actor=request.actor, organisation=organisation, at=now(), **said
        ),
    )


@desk_page(need=Permission.ORGANISATION_MANAGE, methods=["POST"])
def toggle(request: PageRequest, organisation_id: int) -> HttpResponse:
    organisation = get_organisation(request.actor, organisation_id, need=Permission.ORGANISATION_MANAGE)
    act = deactivate_organisation if organisation.is_active else reactivate_organisation
    organisation = act(actor=request.actor, organisation=organisation, at=now())
    said = toggled(organisation.name, is_active=organisation.is_active)
    return done(request, said, to=reverse("desk:organisation", args=[organisation.pk]))


def activity_act(organisation: Organisation) -> Act:
    return activity_toggle(
        reverse("desk:organisation-activity", args=[organisation.pk]),
        is_active=organisation.is_active,
        warning=gettext("Its contacts can no longer sign in or open tickets. Tickets and contracts stay."),
    )


def tables_of(actor: Actor, organisation: Organisation) -> list[tuple[str, Table, Link]]:
    """Contacts and contracts, each with the way to one more."""
    conclude = f"{reverse('desk:contract-new')}?organisation={organisation.pk}"
    return [
        (
            gettext("Contacts"),
            contacts_table(organisation),
            Link(gettext("Add a contact"), reverse("desk:contact-new", args=[organisation.pk])),
        ),
        (
            gettext("Contracts"),
            contracts_table(actor, organisation=organisation),
            Link(gettext("Conclude a contract"), conclude),
        ),
    ]


def contacts_table(organisation: Organisation) -> Table:
    rows = [
        (
            (
                each.name,
                each.email,
                each.telephone,
                role_name(each.role),
                gettext("yes") if each.account_id else gettext("not yet"),
                activity(is_active=each.is_active),
            ),
            reverse("desk:contact", args=[each.pk]),
        )
        for each in organisation.contacts.order_by("name", "pk")
    ]
    columns = (
        gettext("Contact"),
        gettext("E-mail"),
        gettext("Telephone"),
        gettext("Role"),
        gettext("Signs in"),
        gettext("State"),
    )
    return table_of(gettext("Contacts"), columns, rows)
