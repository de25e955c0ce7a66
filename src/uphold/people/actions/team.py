"""Verbs of teams."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.journal.write import write
from uphold.kit import INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.actions.refusals import NameTaken, named
from uphold.people.models import Membership, Provider, Staff, Team


class CannotJoinTeam(Refused):
    code, kind, text = (
        "cannot_join_team",
        INVALID,
        gettext_lazy("{0} does not work for the provider of this team."),
    )


@atomic
def add_team(*, actor: Actor, provider: Provider, name: str, at: datetime) -> Team:
    require(actor, Permission.STAFF_MANAGE, provider_id=provider.pk)
    with refused_by("team_name_once", NameTaken(name)):
        team = Team.objects.create(provider=provider, name=named(name))
    write("team.added", about=team, by=actor, at=at)
    return team


@atomic
def rename_team(*, actor: Actor, team: Team, name: str, at: datetime) -> Team:
    require(actor, Permission.STAFF_MANAGE, provider_id=team.provider_id)
    team.name = named(name)
    with refused_by("team_name_once", NameTaken(name)):
        team.save(update_fields=["name"])
    write("team.renamed", about=team, by=actor, at=at)
    return team


@atomic
def deactivate_team(*, actor: Actor, team: Team, at: datetime) -> Team:
    return set_active(actor, team, is_active=False, at=at)


@atomic
def reactivate_team(*, actor: Actor, team: Team, at: datetime) -> Team:
    return set_active(actor, team, is_active=True, at=at)


@atomic
def join_team(*, actor: Actor, team: Team, staff: Staff, at: datetime) -> Membership:
    require(actor, Permission.STAFF_MANAGE, provider_id=team.provider_id)
    if not staff.grants.filter(provider_id=team.provider_id).exists():
        raise CannotJoinTeam(staff.name)
    membership, is_new = Membership.objects.get_or_create(team=team, staff=staff)
    if is_new:
        write("team.joined", about=team, by=actor, at=at, detail={"staff": staff.pk})
    return membership


@atomic
def leave_team(*, actor: Actor, team: Team, staff: Staff, at: datetime) -> Team:
    require(actor, Permission.STAFF_MANAGE, provider_id=team.provider_id)
    gone, _ = Membership.objects.filter(team=team, staff=staff).delete()
    if gone:
        write("team.left", about=team, by=actor, at=at, detail={"staff": staff.pk})
    return team


def set_active(actor: Actor, team: Team, *, is_active: bool, at: datetime) -> Team:
    require(actor, Permission.STAFF_MANAGE, provider_id=team.provider_id)
    team.is_active = is_active
    team.save(update_fields=["is_active"])
    write("team.reactivated" if is_active else "team.deactivated", about=team, by=actor, at=at)
    return team
