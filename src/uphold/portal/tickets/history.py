"""What happened to a ticket, in words for the customer, each decision with the row that made it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_lazy, ngettext

from uphold.access import ActorKind
from uphold.agreements.models import DecisionRecord
from uphold.journal.models import Entry
from uphold.oncall.queries import ESCALATED
from uphold.policy.scenario.occasions import ASKED
from uphold.portal.agreements.pages import citation_href
from uphold.portal.tickets.faults import FAULTS
from uphold.portal.tickets.sheet import Sheet
from uphold.ui.components.clause import Clause
from uphold.ui.components.timeline import Entry as Line
from uphold.ui.decided.clause import clause_of_ruling
from uphold.ui.decided.record import clause_of_record
from uphold.ui.decided.target import NAMES
from uphold.ui.reader import waiting_words
from uphold.ui.words import instant as words_of_instant
from uphold.ui.words import money as words_of_money

SILENT = "fault.objected by silence"
TOLD: Mapping[str, tuple[str, object]] = MappingProxyType(
    {
        "appointment.cancelled": ("calendar-clock", gettext_lazy("called off the appointment: %(wanted)s")),
        "appointment.confirmed": ("calendar-clock", gettext_lazy("The appointment is confirmed: %(wanted)s")),
        "appointment.done": ("calendar-clock", gettext_lazy("The appointment took place: %(wanted)s")),
        "appointment.missed": ("circle-slash", gettext_lazy("The appointment was missed: %(wanted)s")),
        "appointment.moved": ("calendar-clock", gettext_lazy("moved the appointment from %(wanted)s")),
        "appointment.priced": ("tag", gettext_lazy("The appointment has a price: %(price)s")),
        "appointment.readied": ("check", gettext_lazy("attested: %(name)s")),
        "appointment.readiness_asked": ("list", gettext_lazy("We ask for: %(name)s")),
        "appointment.readiness_waived": ("circle-slash", gettext_lazy("Not needed: %(name)s")),
        "hardware.evaluation_begun": ("search", gettext_lazy("We look at your unit")),
        "hardware.evaluated": ("scale", gettext_lazy("We looked at your unit: %(found)s")),
        "hardware.analysed": ("file-text", gettext_lazy("Fault analysis %(document)s is there")),
        "return.authorised": ("package", gettext_lazy("Return %(document)s is authorized")),
        "return.awaited": ("package", gettext_lazy("Return %(document)s: please send the unit")),
        "return.received": ("package", gettext_lazy("Return %(document)s: the unit is here")),
        "return.repaired": ("package", gettext_lazy("Return %(document)s: the unit is repaired")),
        "return.replaced": ("package", gettext_lazy("Return %(document)s: you get %(unit)s in its place")),
        "return.returned": ("package", gettext_lazy("Return %(document)s: the unit goes back as it came")),
        "return.overdue": ("circle-alert", gettext_lazy("Return %(document)s: the unit is overdue")),
        "return.closed": ("package", gettext_lazy("Return %(document)s is closed")),
        "return.withdrawn": ("package", gettext_lazy("Return %(document)s is withdrawn")),
        "ticket.opened": ("ticket", gettext_lazy("opened the ticket")),
        "ticket.unit_named": ("hard-drive", gettext_lazy("It is about %(unit)s")),
        "ticket.assessed": ("gauge", gettext_lazy("The priority is %(priority)s now")),
        "ticket.waiting": ("circle-pause", gettext_lazy("The ticket waits for %(whom)s")),
        "ticket.resumed": ("circle-play", gettext_lazy("The work goes on")),
        "ticket.suspended": ("circle-pause", gettext_lazy("The work rests until the account is %(until)s")),
        "ticket.continued": ("circle-play", gettext_lazy("The account is in order, the work goes on")),
        "ticket.evidence_asked": ("file-text", gettext_lazy("We asked for: %(evidence)s")),
        "ticket.evidence_given": ("file-check", gettext_lazy("brought: %(evidence)s")),
        "ticket.redirected": ("arrow-right", gettext_lazy("We asked you to use: %(to)s; the clock runs on")),
        "ticket.handed_over": ("arrow-right-left", gettext_lazy("Handed over to %(to)s")),
        "ticket.workaround_given": ("wrench", gettext_lazy("A way around it was given")),
        "ticket.workaround_told": ("wrench", gettext_lazy("A way around it was told")),
        "ticket.bug_linked": ("bug", gettext_lazy("It is a known bug: %(bug)s")),
        "ticket.bug_unlinked": ("bug", gettext_lazy("It is not bug %(bug)s")),
        "ticket.outcome": ("gauge", gettext_lazy("What came of it: %(outcome)s")),
        "ticket.released": ("package", gettext_lazy("It is out: %(kind)s %(version)s")),
        "ticket.restored": ("zap", gettext_lazy("The service is back")),
        "ticket.asked": ("message-circle-question-mark", gettext_lazy("asked for: %(subject)s %(wanted)s")),
        "ticket.escalated": ("arrow-up", gettext_lazy("It went a step further: %(contact)s")),
        "ticket.page_taken": ("user-check", gettext_lazy("Somebody has taken it in hand: %(contact)s")),
        "ticket.page_skipped": ("phone", gettext_lazy("Nobody could be called: %(contact)s")),
        "ticket.page_ended": ("phone", gettext_lazy("Nobody is left to be called")),
        "ticket.agreed": ("check", gettext_lazy("agreed to %(to)s")),
        "ticket.taken": ("scale", gettext_lazy("chose: %(answer)s %(subject)s")),
        "ticket.resolved": ("circle-check", gettext_lazy("Resolved")),
        "ticket.closed": ("archive", gettext_lazy("Closed")),
        "ticket.declined": ("hand", gettext_lazy("Declined")),
        "ticket.reopened": ("rotate-ccw", gettext_lazy("opened the ticket again")),
        "ticket.priced": ("coins", gettext_lazy("The price of the work is named: %(price)s")),
        "ticket.settled": ("coins", gettext_lazy("The work came to %(sum)s")),
        "ticket.refunded": ("coins", gettext_lazy("Came back: %(sum)s")),
        "consent.asked": ("mail", gettext_lazy("We asked for your consent: %(subject)s")),
        "consent.expired": ("clock", gettext_lazy("Our request for your consent ran out: %(subject)s")),
        "consent.refused": ("hand", gettext_lazy("did not agree to %(subject)s")),
        "fault.opened": ("scale", gettext_lazy("Whose doing it was has to be found out")),
        "fault.proposed": ("scale", gettext_lazy("We proposed whose doing it was: %(found)s")),
        "fault.evidence_added": ("file-text", gettext_lazy("brought evidence")),
        "fault.accepted": ("check", gettext_lazy("agreed to it")),
        "fault.objected": ("hand", gettext_lazy("objected to it")),
        SILENT: ("hourglass", gettext_lazy("Nobody answered in time, which counts as an objection")),
        "fault.decided": ("scale", gettext_lazy("Decided whose doing it was: %(found)s")),
        "ticket.breached": ("circle-alert", gettext_lazy("We missed a promise: %(metric)s")),
        "ticket.waived": ("circle-slash", gettext_lazy("A promise was waived: %(metric)s")),
    }
)
"""Icon and words of the kinds that concern the customer; other kinds are left out."""
BY_SOMEBODY = frozenset(
    {
        "appointment.cancelled",
        "appointment.moved",
        "appointment.readied",
        "ticket.opened",
        "ticket.evidence_given",
        "ticket.asked",
        "ticket.agreed",
        "ticket.taken",
        "ticket.reopened",
        "consent.refused",
        "fault.accepted",
        "fault.evidence_added",
        "fault.objected",
    }
)
"""Kinds whose words go on from a name."""
LOOKS = {"ticket.breached": "missed", "ticket.restored": "met", "ticket.resolved": "met"}


def history_of(sheet: Sheet) -> list[Line]:
    return [line for entry in sheet.entries for line in lines_of(entry, sheet=sheet)]


def lines_of(entry: Entry, *, sheet: Sheet) -> Iterator[Line]:
    """What was done, and each promise that it kept or broke."""
    records = [each for each in sheet.decisions if each.entry_id == entry.pk]
    if kind_of(entry) in TOLD and not is_told_by_the_wish(entry):
        yield line_of(entry, records, sheet=sheet)
    for record in records:
        if record.kind == "target" and record.outcome.get("met_at") == entry.at.isoformat():
            yield kept_line(entry, record, sheet=sheet)


def is_told_by_the_wish(entry: Entry) -> bool:
    """A step that was asked for stands beside the wish already."""
    return entry.kind == ESCALATED and entry.detail["trigger"] == ASKED


def kind_of(entry: Entry) -> str:
    """An objection that nobody made is told otherwise."""
    return SILENT if entry.kind == "fault.objected" and entry.by_kind == ActorKind.SYSTEM else entry.kind


def line_of(entry: Entry, records: Sequence[DecisionRecord], *, sheet: Sheet) -> Line:
    kind = kind_of(entry)
    icon, words = TOLD[kind]
    return Line(
        words=(str(words) % values_of(entry, zone=sheet.reading_zone)).strip(),
        at=sheet.reader.when(entry.at, sheet.zone),
        icon=icon,
        by=name_of(entry, sheet=sheet) if kind in BY_SOMEBODY else "",
        clause=clause_of_entry(entry, records, sheet=sheet),
        look=LOOKS.get(entry.kind, ""),
    )


def kept_line(entry: Entry, record: DecisionRecord, *, sheet: Sheet) -> Line:
    is_met = record.outcome["state"] == "met"
    words = gettext("Promise kept: %(metric)s") if is_met else gettext("Too late: %(metric)s")
    return Line(
        words=words % {"metric": metric_words(record.outcome["metric"])},
        at=sheet.reader.when(entry.at, sheet.zone),
        icon="circle-check" if is_met else "circle-alert",
        clause=clause_of_record(record, citations=sheet.citations, href=citation_href),
        look="met" if is_met else "missed",
    )


def clause_of_entry(entry: Entry, records: Sequence[DecisionRecord], *, sheet: Sheet) -> Clause | None:
    """The row that decided the act; what speaks of a promise shows the row of that promise."""
    for record in records:
        clause = clause_of_record(record, citations=sheet.citations, href=citation_href)
        if record.kind != "target" and clause:
            return clause
    spoken_of = (entry.detail.get("metric"), entry.detail.get("cycle"))
    for target in sheet.answer.targets:
        if (target.metric, target.cycle) == spoken_of:
            return clause_of_ruling(target.ruling, href=citation_href)
    return None


def name_of(entry: Entry, *, sheet: Sheet) -> str:
    """A person of the customer by name; whoever works for the provider speaks for it."""
    if entry.by_kind == ActorKind.CONTACT and entry.by_id is not None:
        return sheet.names.get(entry.by_id, sheet.ticket.organisation.name)
    return sheet.ticket.provider.name


def metric_words(metric: str) -> str:
    return str(NAMES.get(metric, metric))


def values_of(entry: Entry, *, zone: ZoneInfo) -> dict[str, str]:
    """The values that the words speak of, each as the customer says it."""
    detail = entry.detail
    evidence = detail.get("facts", {}).get("evidence", ()) or detail.get("missing", ())
    return {
        "priority": detail.get("priority", ""),
        "to": listed(detail.get("to", "")),
        "answer": detail.get("answer", ""),
        "subject": detail.get("subject") or "",
        "whom": gettext("you") if detail.get("for") == "customer" else waiting_words(detail.get("for", "")),
        "evidence": listed(evidence),
        "sum": sum_words(detail),
        "found": found_words(detail.get("facts", {})),
        "bug": detail.get("bug", ""),
        "contact": detail.get("contact") or gettext("as agreed"),
        "price": detail.get("price", ""),
        "outcome": outcome_words(detail.get("outcome", "")),
        "kind": detail.get("kind") or "",
        "version": detail.get("version", ""),
        "unit": detail.get("unit") or gettext("no unit that the contract names"),
        "metric": metric_words(detail.get("metric", "")),
        "name": detail.get("name", ""),
        "document": detail.get("number", ""),
        "wanted": wanted_words(detail.get("wanted"), zone=zone),
        "until": detail.get("until") or gettext("in good standing"),
    }


def wanted_words(wanted: str | None, *, zone: ZoneInfo) -> str:
    return words_of_instant(datetime.fromisoformat(wanted), zone) if wanted else ""


def found_words(facts: Mapping[str, Any]) -> str:
    return ", ".join(str(FAULTS.get(value, value)) for value in facts.values() if isinstance(value, str))


def sum_words(detail: Mapping[str, Any]) -> str:
    """Credits and money, whichever way they went."""
    taken, amount = abs(detail.get("credits", 0)), abs(Decimal(detail.get("amount", 0)))
    parts = [ngettext("%(num)d credit", "%(num)d credits", taken) % {"num": taken}] if taken else []
    parts += [words_of_money(amount, detail["currency"])] if amount else []
    return ", ".join(parts)


def outcome_words(outcome: str) -> str:
    said = {
        "patch": gettext("a patch is being made"),
        "update": gettext("an update is being made"),
        "works as documented": gettext("it works as documented"),
        "none": gettext("nothing will be changed"),
    }
    return said.get(outcome, outcome)


def listed(value: object) -> str:
    return ", ".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)
