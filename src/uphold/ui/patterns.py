"""Every component in every state, with made-up data: a new component enters here first."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from django.http import HttpRequest, HttpResponse

from uphold.ui import example_charts, example_queue, examples
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.components.status import Status
from uphold.ui.live import live_url
from uphold.ui.page import PUBLIC, page
from uphold.ui.respond import shown

TOPICS = ("patterns",)
SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"


@page(need=PUBLIC)
def show(request: HttpRequest) -> HttpResponse:
    statuses = ("new", "open", "waiting", "monitoring", "resolved", "closed")
    values = {
        "statuses": [Status(code, code.capitalize()) for code in statuses],
        "icons": icon_names(),
        "pager": Pager(previous_href="#lists", next_href="#lists", words="50 tickets, by what is due next"),
        "crumbs": [
            Link("Agreements", "#lists"),
            Link("What support includes", "#lists"),
            Link("§ 6", "", is_current=True),
        ],
    }
    return shown(request, "ui/patterns.html", {**_examples(), **values})


@page(need=PUBLIC)
def queue(request: HttpRequest) -> HttpResponse:
    values = {**_examples(), "rows": example_queue.rows(), "topics": TOPICS}
    if request.user.is_authenticated:
        values["live_url"] = live_url(request, TOPICS)
    return shown(request, "ui/patterns/queue.html", values)


@page(need=PUBLIC)
def news(request: HttpRequest) -> HttpResponse:
    return shown(request, "ui/patterns/queue.html#news", {**_examples(), "count": 4, "topics": TOPICS})


@page(need=PUBLIC)
def ticket(request: HttpRequest) -> HttpResponse:
    return shown(request, "ui/patterns/ticket.html", _examples())


@page(need=PUBLIC)
def hits(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip().lower()
    groups = [
        group
        for group in examples.hit_groups()
        if not asked or any(asked in hit.label.lower() for hit in group.hits)
    ]
    return shown(request, "ui/patterns/hits.html#hits", {"groups": groups, "query": asked})


def icon_names() -> list[str]:
    """Read which icons the sprite holds."""
    root = ET.fromstring(SPRITE.read_text())  # noqa: S314 - our own file
    return [symbol.attrib["id"] for symbol in root]


def _examples() -> dict[str, Any]:
    return {
        "examples": examples,
        "charts": example_charts,
        "shown_at": examples.NOW,
        "promises": examples.promises(),
        "ribbons": examples.ribbons(),
        "palette_url": "/ui/patterns/hits",
    }
