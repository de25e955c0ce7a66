"""Verbs of ways: one adds and retires one's own."""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotAllowed, Permission, require
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.notices.models import Way
from uphold.notices.ways import schemes
from uphold.notices.ways.queries import get_way
from uphold.notices.ways.sealing import sealed
from uphold.webhooks.addresses import well_formed

SALT = "uphold.notices.way.signing"
MARK = "whsec_"
MOST_WAYS = 10
BETWEEN_TRIES = timedelta(minutes=1)
ASKED, UNDER_WAY = "asked", "under way"


class WayNameMissing(Refused):
    code, kind, text = "name_missing", INVALID, gettext_lazy("Give a name by which you know it.")


class WayNameTaken(Refused):
    code, kind, text = "name_taken", CONFLICT, gettext_lazy("You have a way named {0} already.")


class WayAddressMalformed(Refused):
    code, kind, text = "address_malformed", INVALID, gettext_lazy("This is no address for mail.")


class WayTriedJustNow(Refused):
    code, kind, text = "way_tried_just_now", CONFLICT, gettext_lazy("{0} was tried just now; wait a minute.")


class WaysEnough(Refused):
    code, kind, text = (
        "ways_enough",
        CONFLICT,
        gettext_lazy("Nobody has more than {0} ways; remove one first."),
    )


@dataclass(frozen=True, slots=True)
class Added:
    """The row, and for a webhook the secret by which its posts are signed: it is shown once."""

    way: Way
    secret: str


@atomic
def add_way(*, actor: Actor, kind: str, name: str, address: str, at: datetime) -> Added:
    """Checked, sealed, and never shown again; the hint says which service it is."""
    require(actor, Permission.PAGE_ANSWER)
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.PAGE_ANSWER)
    if not name.strip():
        raise WayNameMissing
    known = checked(kind, address)
    if Way.objects.filter(staff_id=actor.id, is_active=True).count() >= MOST_WAYS:
        raise WaysEnough(MOST_WAYS)
    way = Way(
        staff_id=actor.id,
        kind=kind,
        name=name.strip()[:80],
        hint=hint_of(kind, known),
        sealed=sealed(known),
        nonce=secrets.token_hex(16),
        added_at=at,
    )
    with refused_by("way_name_once", WayNameTaken(way.name)):
        way.save(force_insert=True)
    write("way.added", about=way, by=actor, at=at, detail={"staff": actor.id, "kind": kind})
    return Added(way, secret_of(way) if kind == Way.Kind.WEBHOOK else "")


@atomic
def try_way(*, actor: Actor, way: Way, at: datetime) -> Way:
    """A message that means nothing is on its way; what came of it stands on the row."""
    get_way(actor, way.pk)
    locked = Way.objects.select_for_update(no_key=True).get(pk=way.pk)
    if locked.tried_at is not None and at < locked.tried_at + BETWEEN_TRIES:
        raise WayTriedJustNow(locked.name)
    locked.tried_at, locked.tried_with = at, ASKED
    locked.save(update_fields=["tried_at", "tried_with"])
    write("way.tried", about=locked, by=actor, at=at, detail={"staff": actor.id, "kind": locked.kind})
    return locked


@atomic
def retire_way(*, actor: Actor, way: Way, at: datetime) -> Way:
    """Its address is forgotten at once."""
    get_way(actor, way.pk)
    locked = Way.objects.select_for_update(no_key=True).get(pk=way.pk)
    if not locked.is_active:
        return locked
    locked.is_active, locked.retired_at, locked.sealed = False, at, ""
    locked.save(update_fields=["is_active", "retired_at", "sealed"])
    write("way.retired", about=locked, by=actor, at=at, detail={"staff": actor.id, "kind": locked.kind})
    return locked


def checked(kind: str, address: str) -> str:
    if kind == Way.Kind.WEBHOOK:
        return well_formed(address)
    if kind == Way.Kind.APPRISE:
        return schemes.well_formed(address)
    try:
        validate_email(address.strip())
    except ValidationError as error:
        raise WayAddressMalformed from error
    return address.strip()


def hint_of(kind: str, address: str) -> str:
    return schemes.service_of(address) if kind == Way.Kind.APPRISE else ""


def secret_of(way: Way) -> str:
    """Made from the site's key and the row's nonce, so the database alone signs nothing."""
    return MARK + base64.b64encode(signing_key(way)).decode()


def signing_key(way: Way) -> bytes:
    return salted_hmac(SALT, way.nonce, algorithm="sha256").digest()
