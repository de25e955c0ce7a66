"""Teams: groups of the staff of one provider that tickets can be given to."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.administration.choices import provider_choices, provider_of
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
from uphold.people.access import get_team, visible_staff, visible_teams
from uphold.people.actions import (
    add_team,
    deactivate_team,
    join_team,
    leave_team,
    reactivate_team,
    rename_team,
)
from uphold.people.models import Staff, Team
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Act, Link
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")


class TeamForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    members = forms.MultipleChoiceField(
        label=gettext_lazy("Members"), required=False, widget=forms.CheckboxSelectMultiple
    )


class NewTeamForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))


@desk_page(need=Permission.STAFF_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    found = visible_teams(request.actor).select_related("provider").prefetch_related("members")
    rows = [
        (
            (
                each.name,
                each.provider.name,
                ", ".join(member.name for member in each.members.all()),
                activity(is_active=each.is_active),
            ),
            reverse("desk:team", args=[each.pk]),
        )
        for each in found.order_by("provider__name", "name")
    ]
    columns = (gettext("Team"), gettext("Provider"), gettext("Members"), gettext("State"))
    return listed(
        request,
        place="teams",
        table=table_of(gettext("Teams"), columns, rows),
        add=Link(gettext("New team"), reverse("desk:team-new")),
        empty=(
            gettext("No team"),
            gettext("Teams are optional: a ticket can be given to one or to a person."),
        ),
    )


@desk_page(need=Permission.STAFF_MANAGE, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    form = NewTeamForm(request.POST or None)
    choice = form.fields["provider"]
    assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
    choice.choices = provider_choices(request.actor, need=Permission.STAFF_MANAGE)
    asking = Asking(
        place="teams",
        title=gettext("New team"),
        button=gettext("Add the team"),
        back=reverse("desk:teams"),
        said=gettext("The team is added. Choose its members."),
    )
    return answered(
        request,
        form,
        asking,
        perform=lambda said: add_team(
            actor=request.actor,
            provider=provider_of(request.actor, said["provider"], need=Permission.STAFF_MANAGE),
            name=said["name"],
            at=now(),
        ),
        to=lambda made: reverse("desk:team", args=[made.pk]),
    )


@desk_page(need=Permission.STAFF_MANAGE, methods=BOTH)
def edit(request: PageRequest, team_id: int) -> HttpResponse:
    team = get_team(request.actor, team_id, need=Permission.STAFF_MANAGE)
    could_join = visible_staff(request.actor).filter(grants__provider_id=team.provider_id, is_active=True)
    people = {str(each.pk): each for each in could_join.order_by("name")}
    held = {str(key) for key in team.memberships.values_list("staff_id", flat=True)}
    form = TeamForm(request.POST or None, initial={"name": team.name, "members": sorted(held)})
    choice = form.fields["members"]
    assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101 - declared above
    choice.choices = [(key, each.name) for key, each in people.items()]

    def perform(said: dict[str, list[str]]) -> Team:
        set_members(request, team, wanted=set(said["members"]), held=held, people=people)
        return rename_team(actor=request.actor, team=team, name=str(said["name"]), at=now())

    asking = Asking(
        place="teams",
        title=team.name,
        button=gettext("Save"),
        back=reverse("desk:teams"),
        also={"acts": [activity_act(team)], "facts": [Fact(gettext("Provider"), team.provider.name)]},
    )
    return answered(request, form, asking, perform=lambda said: perform(dict(said)))


@desk_page(need=Permission.STAFF_MANAGE, methods=["POST"])
def toggle(request: PageRequest, team_id: int) -> HttpResponse:
    team = get_team(request.actor, team_id, need=Permission.STAFF_MANAGE)
    act = deactivate_team if team.is_active else reactivate_team
    team = act(actor=request.actor, team=team, at=now())
    said = toggled(team.name, is_active=team.is_active)
    return done(request, said, to=reverse("desk:team", args=[team.pk]))


def set_members(
    request: PageRequest, team: Team, *, wanted: set[str], held: set[str], people: dict[str, Staff]
) -> None:
    """Joins and leaves, each only where it differs; those whom the form did not offer stay."""
    for key, staff in people.items():
        if key in wanted - held:
            join_team(actor=request.actor, team=team, staff=staff, at=now())
        elif key in held - wanted:
            leave_team(actor=request.actor, team=team, staff=staff, at=now())


def activity_act(team: Team) -> Act:
    return activity_toggle(
        reverse("desk:team-activity", args=[team.pk]),
        is_active=team.is_active,
        warning=gettext("Tickets can no longer be given to it. Its members stay."),
    )
