"""The list: outages that last, work that is to come, and what is over."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.maintenance.place import around
from uphold.desk.maintenance.wording import status_of
from uphold.maintenance.queries import outage_list, work_list
from uphold.notices.maintenance_words import window_words
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@desk_page(need=Permission.MAINTENANCE_READ)
def index(request: PageRequest) -> HttpResponse:
    is_past = request.GET.get("view") == "past"
    works = work_list(request.actor, is_past=is_past)
    values = {
        "works": [
            {
                "work": work,
                "status": status_of(work),
                "when": when_of(work.starts_at, work.ends_at, work.zone),
            }
            for work in works
        ],
        "outages": list(outage_list(request.actor, is_past=is_past)),
        "may_plan": request.actor.may(Permission.MAINTENANCE_PLAN),
        "is_past": is_past,
        "tabs": [
            Link(gettext("Now and to come"), "?", is_current=not is_past),
            Link(gettext("Over"), "?view=past", is_current=is_past),
        ],
    }
    return shown(request, "desk/maintenance/index.html", around(request, values))


def when_of(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    return window_words(starts_at, ends_at, zone=ZoneInfo(zone))
