"""Contacts: the people of an organisation, their roles and invitations."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission, Role
from uphold.desk.administration.choices import CONTACT_ROLE_WORDS, role_choices, role_helps
from uphold.desk.administration.place import Asking, activity_toggle, answered, done, toggled
from uphold.desk.door import desk_page
from uphold.kit.clock import now
from uphold.people.access import get_contact, get_organisation
from uphold.people.actions import (
    add_contact,
    change_contact,
    deactivate_contact,
    grant_contact_role,
    invite_contact,
    reactivate_contact,
)
from uphold.people.models import Contact, Organisation
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Act
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")


class ContactForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    telephone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=lambda: role_choices(CONTACT_ROLE_WORDS),
        widget=forms.RadioSelect,
        initial=Role.MEMBER.value,
    )


class NewContactForm(ContactForm):
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    field_order = ("name", "email", "telephone", "role")


@desk_page(need=Permission.ORGANISATION_MANAGE, methods=BOTH)
def new(request: PageRequest, organisation_id: int) -> HttpResponse:
    organisation = get_organisation(request.actor, organisation_id, need=Permission.ORGANISATION_MANAGE)
    return answered(
        request,
        NewContactForm(request.POST or None),
        asking_of(organisation),
        perform=lambda said: add_contact(
            actor=request.actor,
            organisation=organisation,
            name=said["name"],
            email=said["email"],
            telephone=said["telephone"],
            role=Role(said["role"]),
            at=now(),
        ),
        to=lambda made: reverse("desk:contact", args=[made.pk]),
    )


@desk_page(need=Permission.ORGANISATION_MANAGE, methods=BOTH)
def edit(request: PageRequest, contact_id: int) -> HttpResponse:
    contact = get_contact(request.actor, contact_id, need=Permission.ORGANISATION_MANAGE)

    def perform(said: dict[str, str]) -> Contact:
        if said["role"] != contact.role:
            grant_contact_role(actor=request.actor, contact=contact, role=Role(said["role"]), at=now())
        return change_contact(
            actor=request.actor, contact=contact, name=said["name"], telephone=said["telephone"], at=now()
        )

    initial = {"name": contact.name, "telephone": contact.telephone, "role": contact.role}
    asking = Asking(
        place="organisations",
        title=contact.name,
        button=gettext("Save"),
        back=reverse("desk:organisation", args=[contact.organisation_id]),
        helps={"role": role_helps(CONTACT_ROLE_WORDS)},
        also={"acts": acts_on(contact), "facts": facts_of(contact)},
    )
    return answered(
        request,
        ContactForm(request.POST or None, initial=initial),
        asking,
        perform=lambda said: perform(dict(said)),
    )


@desk_page(need=Permission.ORGANISATION_MANAGE, methods=["POST"])
def invite(request: PageRequest, contact_id: int) -> HttpResponse:
    contact = get_contact(request.actor, contact_id, need=Permission.ORGANISATION_MANAGE)
    invite_contact(actor=request.actor, contact=contact, at=now())
    said = gettext("An invitation goes to %(email)s; it is good for seven days.") % {"email": contact.email}
    return done(request, said, to=reverse("desk:contact", args=[contact.pk]))


@desk_page(need=Permission.ORGANISATION_MANAGE, methods=["POST"])
def toggle(request: PageRequest, contact_id: int) -> HttpResponse:
    contact = get_contact(request.actor, contact_id, need=Permission.ORGANISATION_MANAGE)
    act = deactivate_contact if contact.is_active else reactivate_contact
    contact = act(actor=request.actor, contact=contact, at=now())
    said = toggled(contact.name, is_active=contact.is_active)
    return done(request, said, to=reverse("desk:contact", args=[contact.pk]))


def asking_of(organisation: Organisation) -> Asking:
    return Asking(
        place="organisations",
        title=gettext("New contact of %(name)s") % {"name": organisation.name},
        button=gettext("Add the contact"),
        back=reverse("desk:organisation", args=[organisation.pk]),
        help=gettext(
            "A contact can telephone at once. To sign in and write, invite the contact on the next page."
        ),
        helps={"role": role_helps(CONTACT_ROLE_WORDS)},
        said=gettext("The contact is added."),
    )


def acts_on(contact: Contact) -> list[Act]:
    warning = gettext("%(name)s can no longer sign in or be chosen as a caller. Tickets keep the name.")
    activity_act = activity_toggle(
        reverse("desk:contact-activity", args=[contact.pk]),
        is_active=contact.is_active,
        warning=warning % {"name": contact.name},
    )
    if contact.account_id is not None or not contact.is_active:
        return [activity_act]
    invitation = reverse("desk:contact-invitation", args=[contact.pk])
    return [Act(gettext("Invite to sign in"), invitation, icon="send"), activity_act]


def facts_of(contact: Contact) -> list[Fact]:
    return [
        Fact(gettext("E-mail"), contact.email),
        Fact(gettext("Signs in"), gettext("yes") if contact.account_id else gettext("not yet")),
    ]
