"""The conversation: messages and what happened between them, in the order of time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext

from uphold.agreements.models import DecisionRecord
from uphold.desk.tickets.chips import chip_of, chip_of_record, chip_of_row
from uphold.desk.tickets.sheet import Sheet
from uphold.desk.tickets.wording import icon_of, metric_words, name_of, words_of
from uphold.journal.models import Entry
from uphold.oncall.queries import ESCALATED
from uphold.policy.scenario.occasions import ASKED
from uphold.tickets.models import Message as StoredMessage
from uphold.ui.attached import links_of
from uphold.ui.components.clause import Clause
from uphold.ui.components.message import Message, MessageKind
from uphold.ui.components.person import Person
from uphold.ui.components.timeline import Entry as Line
from uphold.ui.reader import person_of_contact, person_of_staff

SPOKEN = frozenset(
    {
        "appointment.asked",
        "ticket.acknowledged",
        "ticket.answered",
        "ticket.closing",
        "ticket.noted",
        "ticket.wrote",
    }
)
"""The message, or the wish, beside them says it already."""
CHARGED = ("ticket.settled", "ticket.refunded")
"""They speak of charges, and show the row of the first."""
LOOKS = {
    "ticket.breached": "missed",
    "ticket.warned": "soon",
    "ticket.restored": "met",
    "ticket.resolved": "met",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A message, or the lines that stand between two messages."""

    message: Message | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    at: datetime
    place: int
    message: Message | None = None
    line: Line | None = None


def talk_of(sheet: Sheet) -> list[Piece]:
    said = [
        Dated(at=message.at, place=1, message=message_of(message, sheet=sheet)) for message in sheet.messages
    ]
    done = [Dated(at=entry.at, place=place, line=line) for entry, place, line in lines_of(sheet)]
    ordered = sorted([*said, *done], key=lambda each: (each.at, each.place))
    return list(pieces_of(ordered))


def pieces_of(ordered: Sequence[Dated]) -> Iterator[Piece]:
    """Lines that follow one another stand together."""
    for is_message, group in groupby(ordered, key=lambda each: each.message is not None):
        if is_message:
            yield from (Piece(message=each.message) for each in group)
        else:
            yield Piece(lines=tuple(each.line for each in group if each.line))


def lines_of(sheet: Sheet) -> Iterator[tuple[Entry, int, Line]]:
    """Each entry as a line, and a line for each promise that it kept or broke."""
    decided = decisions_by_entry(sheet.decisions)
    for entry in sheet.entries:
        records = decided[entry.pk]
        if entry.kind not in SPOKEN and not is_told_by_the_wish(entry):
            yield entry, 0 if entry.kind == "ticket.opened" else 2, line_of(entry, records, sheet=sheet)
        for record in records:
            if record.kind == "target" and record.outcome.get("met_at") == entry.at.isoformat():
                yield entry, 3, kept_line(entry, record, sheet=sheet)


def is_told_by_the_wish(entry: Entry) -> bool:
    """A step that was asked for stands beside the wish, which shows whom it goes to."""
    return entry.kind == ESCALATED and entry.detail["trigger"] == ASKED


def line_of(entry: Entry, records: Sequence[DecisionRecord], *, sheet: Sheet) -> Line:
    return Line(
        words=words_of(entry, sheet=sheet),
        at=sheet.reader.when(entry.at, sheet.zone),
        icon=icon_of(entry),
        by=name_of(entry, sheet=sheet),
        detail=detail_of(records),
        clause=clause_of_entry(entry, records, sheet=sheet),
        look=LOOKS.get(entry.kind, ""),
    )


def detail_of(records: Sequence[DecisionRecord]) -> str:
    """What followed from the act and stands nowhere else: whom an escalation goes to, a duty of a step."""
    parts = (
        record.outcome.get(name)
        for record in records
        for name in {"escalation": ("contact",), "lifecycle": ("duty",)}.get(record.kind, ())
    )
    return " · ".join(str(part) for part in parts if part)


def clause_of_entry(entry: Entry, records: Sequence[DecisionRecord], *, sheet: Sheet) -> Clause | None:
    """The row that the act was decided by; alarms speak of a promise, and show its row."""
    for record in records:
        if record.kind != "target" and record.line is not None:
            return chip_of_record(record, sheet=sheet)
    for charge in sheet.charges if entry.kind in CHARGED else ():
        if charge.pk in {each["charge"] for each in entry.detail["charges"]} and charge.line is not None:
            return chip_of_row(sheet.citations.get((charge.document, charge.line)))
    spoken_of = (entry.detail.get("metric"), entry.detail.get("cycle"))
    for target in sheet.answer.targets:
        if (target.metric, target.cycle) == spoken_of:
            return chip_of(target.ruling)
    return None


def kept_line(entry: Entry, record: DecisionRecord, *, sheet: Sheet) -> Line:
    is_met = record.outcome["state"] == "met"
    metric = metric_words(record.outcome["metric"])
    sentence = gettext("%(metric)s: promise kept") if is_met else gettext("%(metric)s: came too late")
    return Line(
        words=sentence % {"metric": metric},
        at=sheet.reader.when(entry.at, sheet.zone),
        icon="circle-check" if is_met else "circle-alert",
        clause=chip_of_record(record, sheet=sheet),
        look="met" if is_met else "missed",
    )


def decisions_by_entry(records: Sequence[DecisionRecord]) -> Mapping[int | None, list[DecisionRecord]]:
    found: dict[int | None, list[DecisionRecord]] = defaultdict(list)
    for record in records:
        found[record.entry_id].append(record)
    return found


def message_of(message: StoredMessage, *, sheet: Sheet) -> Message:
    is_note = message.kind == StoredMessage.Kind.NOTE
    is_first = sheet.messages[0] is message
    return Message(
        id=str(message.pk),
        kind=MessageKind.NOTE if is_note else MessageKind.CUSTOMER if message.contact else MessageKind.DESK,
        author=author_of(message, sheet=sheet),
        at=sheet.reader.when(message.at, sheet.zone),
        body=message.body,
        via=gettext("by %(channel)s") % {"channel": sheet.ticket.channel} if is_first else "",
        files=links_of(
            message.attachments.all(),
            href=lambda key: reverse("desk:ticket-file", args=[sheet.ticket.number, key]),
        ),
    )


def author_of(message: StoredMessage, *, sheet: Sheet) -> Person:
    if message.staff:
        return person_of_staff(message.staff)
    if message.contact:
        return person_of_contact(message.contact, detail=sheet.ticket.organisation.name)
    return Person(name=gettext("The log") if sheet.ticket.is_history else gettext("The desk"))
