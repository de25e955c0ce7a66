"""Tokens: made for one provider with the rights they name, shown once, revoked for good."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.actions.refusals import named
from uphold.people.models import ApiToken, Provider
from uphold.people.programs import get_token, hash_of

FOR_PROGRAMS = (Permission.STANDING_READ,)
"""What the API answers to. Another right would open nothing, and everything that comes later."""
MARK = "uphold_"
"""So that whoever finds a token knows whose it is; secret scanners look for such marks."""
SHOWN = 6


class TokenNameTaken(Refused):
    code, kind, text = "token_name_taken", CONFLICT, gettext_lazy("There is a token named {0} already.")


class NotForPrograms(Refused):
    code, kind, text = "not_for_programs", INVALID, gettext_lazy("No token may have the right {0}.")


class RightsMissing(Refused):
    code, kind, text = "rights_missing", INVALID, gettext_lazy("Name what the program may read.")


class TokenRevoked(Refused):
    code, kind, text = "token_revoked", CONFLICT, gettext_lazy("The token {0} was revoked already.")


@dataclass(frozen=True, slots=True)
class Made:
    """The row, and the token itself, which is stored nowhere: it is shown now or never."""

    row: ApiToken
    token: str


@atomic
def make_token(
    *, actor: Actor, provider: Provider, name: str, permissions: Collection[Permission], at: datetime
) -> Made:
    require(actor, Permission.PROGRAM_MANAGE, provider_id=provider.pk)
    if not permissions:
        raise RightsMissing
    for permission in permissions:
        if permission not in FOR_PROGRAMS:
            raise NotForPrograms(permission.value)
    token = MARK + secrets.token_urlsafe(32)
    row = ApiToken(
        provider=provider,
        name=named(name),
        token_hash=hash_of(token),
        hint=token[-SHOWN:],
        permissions=sorted({permission.value for permission in permissions}),
        made_by_id=actor.id if actor.is_staff else None,
        made_at=at,
    )
    with refused_by("api_token_name_once", TokenNameTaken(row.name)):
        row.save(force_insert=True)
    detail = {"provider": provider.pk, "permissions": row.permissions}
    write("program.token_made", about=row, by=actor, at=at, detail=detail)
    return Made(row, token)


@atomic
def revoke_token(*, actor: Actor, token: ApiToken, at: datetime) -> ApiToken:
    """From this instant on it opens nothing."""
    row = get_token(actor, token.pk)
    if not ApiToken.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=at):
        raise TokenRevoked(row.name)
    row.revoked_at = at
    write("program.token_revoked", about=row, by=actor, at=at, detail={"provider": row.provider_id})
    return row
