"""What stands around every page of the portal: the customer's places, and who reads."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.ui.components.navigation import Link
from uphold.ui.components.person import Person
from uphold.ui.live import live_url
from uphold.ui.page import PageRequest


def framed(
    request: PageRequest, values: Mapping[str, Any], *, current: str, topics: Sequence[str] = ()
) -> dict[str, Any]:
    """The values of a page with its frame. `current` names the place it is; `topics` make it live."""
    around: dict[str, Any] = {
        "rail": [
            Link(label, reverse(f"portal:{name}"), icon, key=key, is_current=name == current)
            for name, label, icon, key in places_of(request.actor)
        ],
        "me": Person(name=request.actor.name),
    }
    if topics:
        around["live_url"] = live_url(request, topics)
    return {**around, **values}


def places_of(actor: Actor) -> list[tuple[str, str, str, str]]:
    """Name, label, icon and key of each place that the reader may go to."""
    places = [
        ("tickets", gettext("Tickets"), "ticket", "g t"),
        ("ticket-new", gettext("Open a ticket"), "plus", "c"),
        ("agreements", gettext("What was agreed"), "scale", "g c"),
    ]
    if actor.may(Permission.UNIT_READ):
        places.append(("units", gettext("Your equipment"), "hard-drive", "g e"))
    if actor.may(Permission.MAINTENANCE_READ):
        places.append(("status", gettext("How it stands"), "eye", "g s"))
    if actor.may(Permission.CREDITS_READ):
        places.append(("account", gettext("Your account"), "coins", "g m"))
    if actor.may(Permission.INVOICE_READ):
        places.append(("invoices", gettext("Invoices"), "file-text", "g i"))
    if actor.may(Permission.ORGANISATION_READ):
        places.append(("people", gettext("People"), "users", "g p"))
    return places
