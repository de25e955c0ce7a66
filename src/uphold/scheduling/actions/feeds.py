"""Calendars by a secret address: made for oneself or a team, shown once, revoked for good."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from uphold.access import Actor, NotAllowed, NotThere, Permission, require
from uphold.journal.write import write
from uphold.kit.transaction import atomic
from uphold.people.models import Provider, Staff, Team
from uphold.scheduling.access import get_feed
from uphold.scheduling.models import CalendarFeed

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Made:
    """The row, and the token itself, which is stored nowhere: it is shown now or never."""

    row: CalendarFeed
    token: str


@atomic
def make_feed(*, actor: Actor, provider: Provider, team: Team | None = None, at: datetime) -> Made:
    """One's own appointments, or those of a team of the provider."""
    require(actor, Permission.APPOINTMENT_READ, provider_id=provider.pk)
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.APPOINTMENT_READ)
    if team is not None and team.provider_id != provider.pk:
        raise NotThere("team")
    token = secrets.token_urlsafe(32)
    row = CalendarFeed.objects.create(
        provider=provider,
        staff_id=actor.id if team is None else None,
        team=team,
        token_hash=hash_of(token),
        hint=token[-SHOWN:],
        made_by_id=actor.id,
        made_at=at,
    )
    write("feed.made", about=row, by=actor, at=at, detail={"provider": provider.pk})
    return Made(row, token)


@atomic
def revoke_feed(*, actor: Actor, feed: CalendarFeed, at: datetime) -> CalendarFeed:
    """From now on nobody reads it, whoever has its address."""
    row = get_feed(actor, feed.pk)
    CalendarFeed.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=at)
    row.revoked_at = at
    write("feed.revoked", about=row, by=actor, at=at, detail={"provider": row.provider_id})
    return row


def feed_behind(token: str) -> CalendarFeed:
    """The feed of an address; one that is revoked, or whose maker left the provider, is not there."""
    rows = CalendarFeed.objects.select_related("provider", "staff", "team", "made_by")
    feed = rows.filter(token_hash=hash_of(token), revoked_at=None, provider__is_active=True).first()
    if feed is None or not still_works(feed.made_by, feed.provider):
        raise NotThere("feed")
    return feed


def still_works(staff: Staff, provider: Provider) -> bool:
    return staff.is_active and staff.grants.filter(provider=provider).exists()


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
