"""Staff: who answers, with which role for which provider."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission, Role
from uphold.access.permissions import STAFF_ROLES
from uphold.desk.administration.choices import provider_choices, provider_of
from uphold.desk.administration.place import Asking, activity, answered, done, listed, table_of
from uphold.desk.door import desk_page
from uphold.kit.clock import now
from uphold.people.access import get_staff, visible_providers, visible_staff
from uphold.people.actions import (
    add_staff,
    deactivate_staff,
    grant_role,
    invite_staff,
    reactivate_staff,
    rename_staff,
    revoke_role,
)
from uphold.people.models import Provider, Staff
from uphold.ui.components.navigation import Act, Link
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")
ROLES = [(role.value, role.value) for role in STAFF_ROLES]
NO_ROLE = ("", gettext_lazy("none"))


class NewStaffForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=ROLES,
        help_text=gettext_lazy("A lead also decides what agreements leave to a manager."),
    )


class StaffForm(forms.Form):
    """The name, and a role for each provider of the reader."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)

    def __init__(self, *args: object, providers: list[Provider], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # because Django's own arguments pass through
        for provider in providers:
            label = gettext("Role for %(provider)s") % {"provider": provider.name}
            self.fields[f"role-{provider.pk}"] = forms.ChoiceField(
                label=label, choices=[NO_ROLE, *ROLES], required=False
            )


@desk_page(need=Permission.STAFF_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    found = visible_staff(request.actor).prefetch_related("grants__provider").order_by("name", "pk")
    rows = [
        (
            (
                each.name,
                each.email,
                ", ".join(f"{grant.provider.name}: {gettext(grant.role)}" for grant in each.grants.all()),
                gettext("signs in") if each.account_id else "",
                activity(is_active=each.is_active),
            ),
            reverse("desk:colleague", args=[each.pk]),
        )
        for each in found
    ]
    columns = (gettext("Name"), gettext("E-mail"), gettext("Roles"), "", "")
    return listed(
        request,
        place="staff",
        table=table_of(gettext("Staff"), columns, rows),
        add=Link(gettext("New colleague"), reverse("desk:colleague-new")),
        empty=(gettext("Nobody yet"), gettext("Add the people who answer.")),
    )


@desk_page(need=Permission.STAFF_MANAGE, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    form = NewStaffForm(request.POST or None)
    choice = form.fields["provider"]
    assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
    choice.choices = provider_choices(request.actor, need=Permission.STAFF_MANAGE)
    asking = Asking(
        place="staff", title=gettext("New colleague"), button=gettext("Add"), back=reverse("desk:staff")
    )
    return answered(
        request,
        form,
        asking,
        perform=lambda said: add_staff(
            actor=request.actor,
            provider=provider_of(request.actor, said["provider"], need=Permission.STAFF_MANAGE),
            name=said["name"],
            email=said["email"],
            role=Role(said["role"]),
            at=now(),
        ),
        to=lambda made: reverse("desk:colleague", args=[made.pk]),
    )


@desk_page(need=Permission.STAFF_MANAGE, methods=BOTH)
def edit(request: PageRequest, staff_id: int) -> HttpResponse:
    staff = get_staff(request.actor, staff_id, need=Permission.STAFF_MANAGE)
    allowed = request.actor.provider_ids_for(Permission.STAFF_MANAGE)
    providers = list(visible_providers(request.actor).filter(pk__in=allowed).order_by("name"))
    held = {grant.provider_id: grant.role for grant in staff.grants.all()}
    initial = {"name": staff.name} | {f"role-{each.pk}": held.get(each.pk, "") for each in providers}
    asking = Asking(
        place="staff",
        title=staff.name,
        button=gettext("Save"),
        back=reverse("desk:staff"),
        help=staff.email,
        also={"acts": acts_on(staff)},
    )
    return answered(
        request,
        StaffForm(request.POST or None, initial=initial, providers=providers),
        asking,
        perform=lambda said: change(request.actor, staff, said=dict(said), providers=providers, held=held),
    )


def change(
    actor: Actor, staff: Staff, *, said: dict[str, str], providers: list[Provider], held: dict[int, str]
) -> Staff:
    """Name and roles, each only where it differs."""
    at = now()
    for provider in providers:
        role = said[f"role-{provider.pk}"]
        if role == held.get(provider.pk, ""):
            continue
        if role:
            grant_role(actor=actor, staff=staff, provider=provider, role=Role(role), at=at)
        else:
            revoke_role(actor=actor, staff=staff, provider=provider, at=at)
    if said["name"] != staff.name:
        rename_staff(actor=actor, staff=staff, name=said["name"], at=at)
    return staff


@desk_page(need=Permission.STAFF_MANAGE, methods=["POST"])
def invite(request: PageRequest, staff_id: int) -> HttpResponse:
    staff = get_staff(request.actor, staff_id, need=Permission.STAFF_MANAGE)
    invite_staff(actor=request.actor, staff=staff, at=now())
    said = gettext("An invitation goes to %(email)s; it is good for seven days.") % {"email": staff.email}
    return done(request, said, to=reverse("desk:colleague", args=[staff.pk]))


@desk_page(need=Permission.STAFF_MANAGE, methods=["POST"])
def toggle(request: PageRequest, staff_id: int) -> HttpResponse:
    staff = get_staff(request.actor, staff_id, need=Permission.STAFF_MANAGE)
    act = deactivate_staff if staff.is_active else reactivate_staff
    act(actor=request.actor, staff=staff, at=now())
    return done(request, gettext("Done."), to=reverse("desk:colleague", args=[staff.pk]))


def acts_on(staff: Staff) -> list[Act]:
    label = gettext("Deactivate") if staff.is_active else gettext("Activate again")
    acts = [Act(label, reverse("desk:colleague-activity", args=[staff.pk]), is_danger=staff.is_active)]
    if staff.account_id is None and staff.is_active:
        acts.insert(
            0, Act(gettext("Invite to sign in"), reverse("desk:colleague-invitation", args=[staff.pk]))
        )
    return acts
