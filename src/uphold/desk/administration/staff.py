"""Staff: who answers, with which role for which provider."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission, Role
from uphold.desk.administration.choices import (
    STAFF_ROLE_WORDS,
    Choices,
    provider_choices,
    provider_of,
    role_choices,
    role_helps,
    role_name,
)
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
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Act, Link
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")
NO_ROLE = ("", gettext_lazy("None"))


class NewStaffForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=lambda: role_choices(STAFF_ROLE_WORDS),
        widget=forms.RadioSelect,
        initial=Role.AGENT.value,
    )

    def __init__(self, *args: object, providers: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # because Django's own arguments pass through
        choice = self.fields["provider"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = providers


class StaffForm(forms.Form):
    """The name, and a role for each provider of the reader."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)

    def __init__(self, *args: object, providers: list[Provider], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # because Django's own arguments pass through
        for provider in providers:
            label = gettext("Role for %(provider)s") % {"provider": provider.name}
            self.fields[f"role-{provider.pk}"] = forms.ChoiceField(
                label=label,
                choices=[NO_ROLE, *role_choices(STAFF_ROLE_WORDS)],
                required=False,
                widget=forms.RadioSelect,
            )


@desk_page(need=Permission.STAFF_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    found = visible_staff(request.actor).prefetch_related("grants__provider").order_by("name", "pk")
    rows = [
        (
            (
                each.name,
                each.email,
                ", ".join(f"{grant.provider.name}: {role_name(grant.role)}" for grant in each.grants.all()),
                gettext("yes") if each.account_id else gettext("not yet"),
                activity(is_active=each.is_active),
            ),
            reverse("desk:colleague", args=[each.pk]),
        )
        for each in found
    ]
    columns = (gettext("Name"), gettext("E-mail"), gettext("Roles"), gettext("Signs in"), gettext("State"))
    return listed(
        request,
        place="staff",
        table=table_of(gettext("Staff"), columns, rows),
        add=Link(gettext("New colleague"), reverse("desk:colleague-new")),
        empty=(gettext("Nobody yet"), gettext("Add the people who answer.")),
    )


@desk_page(need=Permission.STAFF_MANAGE, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    providers = provider_choices(request.actor, need=Permission.STAFF_MANAGE)
    form = NewStaffForm(request.POST or None, providers=providers)
    asking = Asking(
        place="staff",
        title=gettext("New colleague"),
        button=gettext("Add the colleague"),
        back=reverse("desk:staff"),
        helps={"role": role_helps(STAFF_ROLE_WORDS)},
        said=gettext("The colleague is added. An invitation lets a colleague sign in."),
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
        helps={f"role-{each.pk}": role_helps(STAFF_ROLE_WORDS) for each in providers},
        also={"acts": acts_on(staff), "facts": facts_of(staff)},
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
    staff = act(actor=request.actor, staff=staff, at=now())
    said = toggled(staff.name, is_active=staff.is_active)
    return done(request, said, to=reverse("desk:colleague", args=[staff.pk]))


def acts_on(staff: Staff) -> list[Act]:
    warning = gettext("%(name)s can no longer sign in or be given tickets. What was done keeps the name.")
    activity_act = activity_toggle(
        reverse("desk:colleague-activity", args=[staff.pk]),
        is_active=staff.is_active,
        warning=warning % {"name": staff.name},
    )
    if staff.account_id is not None or not staff.is_active:
        return [activity_act]
    invitation = reverse("desk:colleague-invitation", args=[staff.pk])
    return [Act(gettext("Invite to sign in"), invitation, icon="send"), activity_act]


def facts_of(staff: Staff) -> list[Fact]:
    return [
        Fact(gettext("E-mail"), staff.email),
        Fact(gettext("Signs in"), gettext("yes") if staff.account_id else gettext("not yet")),
    ]
