"""The decision records of a ticket: what was decided by which act, under which row, on which facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.agreements.models import DecisionRecord
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.tickets.chips import chip_of_record
from uphold.desk.tickets.sheet import Sheet, happened_at, sheet_of
from uphold.desk.tickets.wording import metric_words, words_of
from uphold.ui import words
from uphold.ui.components.clause import Clause
from uphold.ui.components.when import When
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown

INSTANTS = {
    "due": gettext_lazy("due"),
    "met_at": gettext_lazy("done"),
    "earliest": gettext_lazy("earliest"),
}
SPEAKING = frozenset({"answer", "contact", "duty", "priority", "state", "status", "step"})
"""Parts whose values say what they are."""
ORDER = ("metric", "capability", "step", "answer", "priority", "state", "status", "due", "met_at")
STATES = {"none": gettext_lazy("none promised"), "running": gettext_lazy("promised")}


@dataclass(frozen=True, slots=True)
class Decided:
    """One record, in words."""

    at: When
    act: str
    kind: str
    outcome: str
    clause: Clause | None
    facts: tuple[tuple[str, str], ...]


@desk_page(need=Permission.TICKET_READ)
def show(request: PageRequest, number: str) -> HttpResponse:
    sheet = sheet_of(request.actor, number, reader=reader_of(request))
    values = {
        "ticket": sheet.ticket,
        "decided": [decided(record, sheet=sheet) for record in reversed(sheet.decisions)],
        "back": reverse("desk:ticket", args=[sheet.ticket.number]),
    }
    return shown(request, "desk/tickets/decisions.html", framed(request, values))


def decided(record: DecisionRecord, *, sheet: Sheet) -> Decided:
    entry = next((each for each in sheet.entries if each.pk == record.entry_id), None)
    return Decided(
        at=sheet.reader.when(record.at, sheet.zone),
        act=words_of(entry, sheet=sheet) if entry else "",
        kind=kind_words(record.kind),
        outcome=outcome_words(record.outcome, sheet=sheet),
        clause=chip_of_record(record, sheet=sheet),
        facts=tuple((name, value_words(value)) for name, value in record.facts.items()),
    )


def kind_words(kind: str) -> str:
    return {
        "triage": gettext("Priority"),
        "admission": gettext("Admission"),
        "target": gettext("Promise"),
        "pause": gettext("Pause"),
        "lifecycle": gettext("Step"),
        "escalation": gettext("Escalation"),
        "charge": gettext("Charge"),
        "warranty": gettext("Warranty"),
        "standing": gettext("Standing"),
    }.get(kind, kind)


def outcome_words(outcome: Mapping[str, Any], *, sheet: Sheet) -> str:
    """What was set; instants on the reader's clock, and no name where the value speaks for itself."""
    told = (
        part_words(name, value, sheet=sheet)
        for name, value in sorted(outcome.items(), key=lambda part: place_of(part[0]))
        if value not in (None, "", [], False) and name != "cycle"
    )
    return " · ".join(told) or gettext("nothing said")


def place_of(name: str) -> int:
    """What it is about comes first; the database keeps no order."""
    return ORDER.index(name) if name in ORDER else len(ORDER)


def part_words(name: str, value: object, *, sheet: Sheet) -> str:
    if name in INSTANTS:
        zone = sheet.reader.zone_beside(sheet.zone)
        said = words.instant(happened_at(str(value)), zone, now=sheet.reader.now)
        return f"{INSTANTS[name]} {said}"
    if name == "metric":
        return metric_words(str(value))
    if name in SPEAKING:
        return str(STATES.get(str(value), value))
    return f"{name.replace('_', ' ')} {value_words(value)}"


def value_words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return gettext("yes") if value is True else str(value)
