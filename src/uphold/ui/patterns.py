"""Every component in every state, with made-up data: a new component enters here first."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from django.http import HttpRequest, HttpResponse

from uphold.ui import examples
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.components.person import Person
from uphold.ui.components.priority import Priority
from uphold.ui.components.promise import Promise
from uphold.ui.components.ribbon import Ribbon
from uphold.ui.components.status import Status
from uphold.ui.components.when import When
from uphold.ui.page import PUBLIC, page
from uphold.ui.respond import shown

SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"


@dataclass(frozen=True, slots=True)
class QueueRow:
    number: int
    subject: str
    organisation: str
    priority: Priority
    promise: Promise
    ribbon: Ribbon | None
    assignee: Person | None
    age: When
    is_read: bool = True


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
    return shown(request, "ui/patterns/queue.html", {**_examples(), "rows": _rows()})


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
        "shown_at": examples.NOW,
        "promises": examples.promises(),
        "ribbons": examples.ribbons(),
        "palette_url": "/ui/patterns/hits",
    }


def _rows() -> list[QueueRow]:
    promises, ribbons = examples.promises(), examples.ribbons()
    row, late = ribbons["row"], ribbons["missed row"]
    plain = (
        (
            1042,
            "No dial tone on the second floor",
            "Harbour Clinic",
            examples.HIGH,
            "missed",
            late,
            examples.AGENT,
            5.3,
            False,
        ),
        (
            1051,
            "Whole site without calls since the storm",
            "Northern Foods",
            examples.URGENT,
            "soon",
            row,
            examples.AGENT,
            0.6,
            False,
        ),
        (
            1049,
            "Callers hear themselves on the outside line",
            "Lakeside Hotel",
            examples.MEDIUM,
            "running",
            row,
            None,
            1.2,
            False,
        ),
        (
            1038,
            "Move the fax number to the new office before the end of the month",
            "Brandt & Daughters",
            examples.LOW,
            "long",
            row,
            examples.OTHER,
            26,
            True,
        ),
        (
            1044,
            "Voicemail greeting in a second language",
            "Harbour Clinic",
            examples.LOW,
            "none",
            None,
            examples.OTHER,
            9,
            True,
        ),
        (
            1040,
            "Conference bridge drops after ten minutes",
            "Quay Logistics",
            examples.MEDIUM,
            "paused",
            row,
            examples.AGENT,
            20,
            True,
        ),
        (
            1047,
            "Password of the operator console",
            "Lakeside Hotel",
            examples.MEDIUM,
            "met",
            None,
            examples.AGENT,
            3.5,
            True,
        ),
    )
    return [
        QueueRow(
            number,
            subject,
            organisation,
            priority,
            promises[state],
            strip,
            who,
            examples.ago(hours=hours),
            read,
        )
        for number, subject, organisation, priority, state, strip, who, hours, read in plain
    ]
