"""Verbs of people: add, rename, deactivate, invite, accept, grant."""

from uphold.people.actions.contact import (
    add_contact,
    change_contact,
    deactivate_contact,
    grant_contact_role,
    reactivate_contact,
)
from uphold.people.actions.first import invite_first_administrator
from uphold.people.actions.invitation import accept_invitation, invite_contact, invite_staff
from uphold.people.actions.organisation import (
    add_customership,
    add_organisation,
    change_organisation,
    deactivate_organisation,
    reactivate_organisation,
)
from uphold.people.actions.provider import (
    add_provider,
    deactivate_provider,
    reactivate_provider,
    rename_provider,
)
from uphold.people.actions.staff import (
    add_staff,
    deactivate_staff,
    grant_role,
    reactivate_staff,
    rename_staff,
    revoke_role,
)
from uphold.people.actions.team import (
    add_team,
    deactivate_team,
    join_team,
    leave_team,
    reactivate_team,
    rename_team,
)
from uphold.people.actions.token import make_token, revoke_token

__all__ = [
    "accept_invitation",
    "add_contact",
    "add_customership",
    "add_organisation",
    "add_provider",
    "add_staff",
    "add_team",
    "change_contact",
    "change_organisation",
    "deactivate_contact",
    "deactivate_organisation",
    "deactivate_provider",
    "deactivate_staff",
    "deactivate_team",
    "grant_contact_role",
    "grant_role",
    "invite_contact",
    "invite_first_administrator",
    "invite_staff",
    "join_team",
    "leave_team",
    "make_token",
    "reactivate_contact",
    "reactivate_organisation",
    "reactivate_provider",
    "reactivate_staff",
    "reactivate_team",
    "rename_provider",
    "rename_staff",
    "rename_team",
    "revoke_role",
    "revoke_token",
]
