"""What stands around every page of the desk: the views with their counts, the places, and whoever reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.door import require_staff
from uphold.desk.tickets.running import running_of
from uphold.kit import now
from uphold.metering.queries import timer_topic
from uphold.notices.queries import unread
from uphold.tickets.queries import View, desk_counts
from uphold.ui.components.navigation import Link
from uphold.ui.components.person import Person
from uphold.ui.live import live_url
from uphold.ui.page import PageRequest


@dataclass(frozen=True, slots=True)
class Place:
    """A saved view of the queue, as the rail shows it."""

    view: View
    label: str | Promise
    icon: str
    key: str
    is_loud: bool = False


VIEWS = (
    Place(View.MINE, gettext_lazy("Mine"), "inbox", "g m"),
    Place(View.UNASSIGNED, gettext_lazy("Unassigned"), "user-plus", "g u"),
    Place(View.DUE_NEXT, gettext_lazy("Due next"), "clock", "g d"),
    Place(View.BREACHED, gettext_lazy("Breached"), "circle-alert", "g b", is_loud=True),
    Place(View.WAITING, gettext_lazy("Waiting"), "circle-pause", "g w"),
    Place(View.ALL, gettext_lazy("All at work"), "list", "g a"),
    Place(View.AT_REST, gettext_lazy("Done"), "archive", "g r"),
)


def framed(
    request: PageRequest, values: Mapping[str, Any], *, current: str = "", topics: Sequence[str] = ()
) -> dict[str, Any]:
    """The values of a page with its frame. `current` names the place it is; `topics` make it live.

    The timer of whoever logs work is live on every page: it may be started and stopped in another window.
    """
    actor = request.actor
    require_staff(actor)
    timer_topics = [timer_topic(actor.id)] if actor.id and actor.may(Permission.WORK_LOG) else []
    around = {
        "rail_views": views(actor, current),
        "rail_places": places(actor, current),
        "me": Person(name=actor.name, is_agent=True),
        "palette_url": reverse("desk:palette"),
        "search_url": reverse("desk:search"),
        "search_words": "",
        "timer": values["timer"] if "timer" in values else running_of(actor, at=now()),
        "timer_topic": "".join(timer_topics),
    }
    if heard := [*topics, *timer_topics]:
        around["live_url"] = live_url(request, heard)
    return {**around, **values}


def views(actor: Actor, current: str) -> list[Link]:
    counts = desk_counts(actor)
    return [
        Link(
            label=str(place.label),
            href=reverse("desk:queue", args=[place.view.value]),
            icon=place.icon,
            count=counts.get(place.view),
            key=place.key,
            is_current=current == place.view.value,
            is_loud=place.is_loud and counts.get(place.view, 0) > 0,
        )
        for place in VIEWS
    ]


def places(actor: Actor, current: str) -> list[Link]:
    """Where else one can go; each only for those who may."""
    news = unread(actor).count()
    known = [
        (None, "notices", gettext("Notices"), "bell", "g n", news or None),
        (Permission.APPOINTMENT_READ, "calendar", gettext("Calendar"), "calendar", "g l", None),
        (Permission.BUG_READ, "bugs", gettext("Bugs"), "bug", "g x", None),
        (Permission.UNIT_READ, "units", gettext("Installed base"), "hard-drive", "g v", None),
        (Permission.MAINTENANCE_READ, "maintenance", gettext("Maintenance"), "wrench", "g z", None),
        (Permission.ONCALL_READ, "oncall", gettext("On call"), "phone", "g o", None),
        (Permission.CREDITS_READ, "accounts", gettext("Accounts"), "coins", "g $", None),
        (Permission.INVOICE_READ, "invoices", gettext("Billing"), "file-text", "g i", None),
        (Permission.AGREEMENT_READ, "agreements", gettext("Agreements"), "scale", "g c", None),
        (Permission.REPORT_READ, "reports", gettext("Reports"), "gauge", "g e", None),
        (
            Permission.ORGANISATION_MANAGE,
            "administration",
            gettext("Administration"),
            "settings",
            "g s",
            None,
        ),
    ]
    return [
        Link(label, reverse(f"desk:{name}"), icon, count=count, key=key, is_current=current == name)
        for need, name, label, icon, key, count in known
        if need is None or actor.may(need)
    ]
