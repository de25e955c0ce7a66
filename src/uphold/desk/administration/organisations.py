"""Organisations: the customers, with their contacts and contracts."""

from django import forms
from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.administration.choices import provider_choices, provider_of
from uphold.desk.administration.contracts import contracts_table
from uphold.desk.administration.place import Asking, activity, answered, done, listed, table_of
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
    found = visible_organisations(request.actor).annotate(
        people=Count("contacts", filter=Q(contacts__is_active=True), distinct=True)
    )
    if words:
        found = found.filter(name__icontains=words)
    rows = [
        (
            (each.name, each.people, each.zone, activity(is_active=each.is_active)),
            reverse("desk:organisation", args=[each.pk]),
        )
        for each in found.order_by("name", "pk")[:MOST]
    ]
    columns = (gettext("Organisation"), gettext("Contacts"), gettext("Time zone"), "")
    return listed(
        request,
        place="organisations",
        table=table_of(gettext("Organisations"), columns, rows),
        add=Link(gettext("New organisation"), reverse("desk:organisation-new")),
        empty=(
            gettext("No organisation"),
            gettext("Add the first customer; its contacts and contract come next."),
        ),
    )


@desk_page(need=Permission.ORGANISATION_MANAGE, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    form.fields["provider"] = forms.ChoiceField(
        label=gettext_lazy("Customer of"),
        choices=provider_choices(request.actor, need=Permission.ORGANISATION_MANAGE),
    )
    asking = Asking(
        place="organisations",
        title=gettext("New organisation"),
        button=gettext("Add the organisation"),
        back=reverse("desk:organisations"),
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
    label = gettext("Deactivate") if organisation.is_active else gettext("Activate again")
    address = reverse("desk:organisation-activity", args=[organisation.pk])
    also = {
        "acts": [Act(label, address, is_danger=organisation.is_active)],
        "tables": [
            (
                gettext("Contacts"),
                contacts_table(organisation),
                Link(gettext("Add a contact"), reverse("desk:contact-new", args=[organisation.pk])),
            ),
            (
                gettext("Contracts"),
                contracts_table(request.actor, organisation=organisation),
                Link(
                    gettext("Conclude a contract"),
                    f"{reverse('desk:contract-new')}?organisation={organisation.pk}",
                ),
            ),
        ],
    }
    asking = Asking(
        place="organisations",
        title=organisation.name,
        button=gettext("Save"),
        back=reverse("desk:organisations"),
        also=also,
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
    act(actor=request.actor, organisation=organisation, at=now())
    return done(request, gettext("Done."), to=reverse("desk:organisation", args=[organisation.pk]))


def contacts_table(organisation: Organisation) -> Table:
    rows = [
        (
            (
                each.name,
                each.email,
                each.telephone,
                gettext(each.get_role_display()),
                gettext("signs in") if each.account_id else "",
                activity(is_active=each.is_active),
            ),
            reverse("desk:contact", args=[each.pk]),
        )
        for each in organisation.contacts.order_by("name", "pk")
    ]
    columns = (gettext("Contact"), gettext("E-mail"), gettext("Telephone"), gettext("Role"), "", "")
    return table_of(gettext("Contacts"), columns, rows)
