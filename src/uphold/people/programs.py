"""Programs: who comes by a token, and the door to tokens for those who manage them."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import Q, QuerySet

from uphold.access import Actor, ActorKind, NotAllowed, NotThere, Permission
from uphold.people.models import ApiToken

USED_AT_STEP = timedelta(minutes=1)
"""A token that is used all the time is noted once in this time: reading should write as little as can be."""


def visible_tokens(actor: Actor) -> QuerySet[ApiToken]:
    """Those of the providers whose programs one manages; nobody else knows which there are."""
    tokens = ApiToken.objects.select_related("provider", "made_by")
    if actor.is_system:
        return tokens
    return tokens.filter(provider_id__in=actor.provider_ids_for(Permission.PROGRAM_MANAGE))


def get_token(actor: Actor, token_id: int) -> ApiToken:
    token = ApiToken.objects.select_related("provider", "made_by").filter(pk=token_id).first()
    if token is None or not (actor.is_system or token.provider_id in actor.provider_ids):
        raise NotThere("token")
    if not actor.may(Permission.PROGRAM_MANAGE, provider_id=token.provider_id):
        raise NotAllowed(Permission.PROGRAM_MANAGE)
    return token


def program_of(text: str, *, at: datetime) -> Actor | None:
    """The program that a token names; None for one that was never made, was revoked, or whose provider is gone."""
    rows = ApiToken.objects.filter(token_hash=hash_of(text), revoked_at=None, provider__is_active=True)
    token = rows.first()
    if token is None:
        return None
    note_use(token, at=at)
    return Actor(
        kind=ActorKind.PROGRAM,
        id=token.pk,
        name=token.name,
        provider_id=token.provider_id,
        permissions=frozenset(Permission(name) for name in token.permissions),
    )


def note_use(token: ApiToken, *, at: datetime) -> None:
    if token.used_at is not None and token.used_at > at - USED_AT_STEP:
        return
    stale = Q(used_at=None) | Q(used_at__lte=at - USED_AT_STEP)
    ApiToken.objects.filter(stale, pk=token.pk).update(used_at=at)


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()
