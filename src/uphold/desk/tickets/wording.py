"""Entries of the journal in words: "assessed it as High", "waits for the customer"."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_lazy, ngettext

from uphold.access import ActorKind
from uphold.desk.tickets.sheet import Sheet, happened_at
from uphold.journal.models import Entry
from uphold.ui import words
from uphold.ui.decided.target import NAMES
from uphold.ui.reader import waiting_words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "appointment.cancelled": "calendar-clock",
        "appointment.confirmed": "calendar-clock",
        "appointment.done": "calendar-clock",
        "appointment.missed": "circle-slash",
        "appointment.moved": "calendar-clock",
        "appointment.priced": "tag",
        "appointment.readied": "check",
        "appointment.readiness_asked": "list",
        "appointment.readiness_waived": "circle-slash",
        "appointment.reminded": "alarm-clock",
        "consent.asked": "mail",
        "consent.expired": "clock",
        "consent.refused": "hand",
        "fault.accepted": "check",
        "fault.closed": "scale",
        "fault.decided": "scale",
        "fault.evidence_added": "paperclip",
        "fault.objected": "hand",
        "fault.opened": "scale",
        "fault.proposed": "scale",
        "hardware.analysed": "file-text",
        "hardware.evaluated": "scale",
        "hardware.evaluation_begun": "search",
        "return.authorised": "package",
        "return.awaited": "package",
        "return.closed": "package",
        "return.received": "package",
        "return.repaired": "package",
        "return.replaced": "package",
        "return.returned": "package",
        "return.manufacturer_noted": "tag",
        "return.overdue": "circle-alert",
        "return.withdrawn": "x",
        "ticket.agreed": "check",
        "ticket.answered": "reply",
        "ticket.asked": "message-circle-question-mark",
        "ticket.assessed": "gauge",
        "ticket.assigned": "user-check",
        "ticket.breached": "circle-alert",
        "ticket.bug_linked": "bug",
        "ticket.bug_unlinked": "bug",
        "ticket.closed": "archive",
        "ticket.continued": "circle-play",
        "ticket.declined": "hand",
        "ticket.escalated": "arrow-up",
        "ticket.page_ended": "phone",
        "ticket.page_skipped": "phone",
        "ticket.page_taken": "user-check",
        "ticket.page_unanswered": "phone",
        "ticket.paged": "phone",
        "ticket.evidence_asked": "file-text",
        "ticket.evidence_given": "file-check",
        "ticket.found": "search",
        "ticket.handed_over": "arrow-right-left",
        "ticket.imported": "download",
        "ticket.opened": "ticket",
        "ticket.outcome": "gauge",
        "ticket.priced": "coins",
        "ticket.redirected": "arrow-right",
        "ticket.released": "package",
        "ticket.reopened": "rotate-ccw",
        "ticket.resolved": "circle-check",
        "ticket.restored": "zap",
        "ticket.refunded": "undo-2",
        "ticket.resumed": "circle-play",
        "ticket.settled": "coins",
        "ticket.timer_discarded": "trash-2",
        "ticket.timer_started": "hourglass",
        "ticket.suspended": "circle-pause",
        "ticket.unit_named": "hard-drive",
        "ticket.taken": "scale",
        "ticket.waiting": "circle-pause",
        "ticket.waived": "circle-slash",
        "ticket.warned": "alarm-clock",
        "ticket.work_logged": "clock",
        "ticket.work_reversed": "undo-2",
        "ticket.workaround_given": "wrench",
    }
)

PLAIN: Mapping[str, "str | Words"] = MappingProxyType(
    {
        "fault.accepted": gettext_lazy("agreed to the finding"),
        "fault.closed": gettext_lazy("The fault file is closed, nothing hangs on it any more"),
        "fault.evidence_added": gettext_lazy("brought evidence to the fault file"),
        "fault.objected": gettext_lazy("objected to the finding"),
        "fault.opened": gettext_lazy("A fault file is open: the charge hangs on it"),
        "hardware.evaluation_begun": gettext_lazy("began to evaluate the unit"),
        "ticket.acknowledged": gettext_lazy("confirmed that it arrived"),
        "ticket.answered": gettext_lazy("answered"),
        "ticket.closed": gettext_lazy("closed it"),
        "ticket.continued": gettext_lazy("the account is in order, the work goes on"),
        "ticket.declined": gettext_lazy("declined it"),
        "ticket.imported": gettext_lazy("brought it in from a log"),
        "ticket.reopened": gettext_lazy("opened it again"),
        "ticket.resolved": gettext_lazy("resolved it"),
        "ticket.restored": gettext_lazy("restored the service"),
        "ticket.resumed": gettext_lazy("went on with it"),
        "ticket.workaround_given": gettext_lazy("gave a way around it"),
        "ticket.workaround_told": gettext_lazy("told of a way around it"),
        "ticket.timer_discarded": gettext_lazy("threw the timer away"),
        "ticket.wrote": gettext_lazy("wrote"),
    }
)


def words_of(entry: Entry, *, sheet: Sheet) -> str:
    if entry.kind in PLAIN:
        return str(PLAIN[entry.kind])
    told = TOLD.get(entry.kind)
    return told(entry, sheet) if told else entry.kind.removeprefix("ticket.").replace("_", " ")


def icon_of(entry: Entry) -> str:
    return ICONS.get(entry.kind, "circle")


def name_of(entry: Entry, *, sheet: Sheet) -> str:
    """Who did it; the system speaks without a name."""
    if entry.by_kind == ActorKind.SYSTEM:
        return ""
    return sheet.names.get((entry.by_kind, entry.by_id or 0), gettext("somebody"))


def metric_words(metric: str) -> str:
    return str(NAMES.get(metric, metric.capitalize()))


def found_words(facts: Mapping[str, Any]) -> str:
    parts = (
        gettext("%(fact)s %(value)s")
        % {"fact": name, "value": ", ".join(value) if isinstance(value, list) else value}
        for name, value in facts.items()
    )
    return ", ".join(parts)


def _opened(_: Entry, sheet: Sheet) -> str:
    return gettext("opened this by %(channel)s") % {"channel": sheet.ticket.channel}


def _paged(entry: Entry, sheet: Sheet) -> str:
    name = sheet.names.get((ActorKind.STAFF.value, entry.detail["staff"]), entry.detail["contact"])
    said = gettext("called %(name)s") if entry.detail["number"] == 1 else gettext("called %(name)s again")
    return said % {"name": name}


def _asked(entry: Entry, sheet: Sheet) -> str:
    subject = gettext("asked for %(subject)s") % {"subject": entry.detail.get("subject", "")}
    wanted = entry.detail.get("wanted")
    if not wanted:
        return subject
    zone = sheet.reader.zone_beside(sheet.zone)
    return f"{subject}, {words.instant(happened_at(wanted), zone, now=sheet.reader.now)}"


def timed(template: str, entry: Entry, sheet: Sheet) -> str:
    """What is said of a time: on the reader's clock."""
    zone = sheet.reader.zone_beside(sheet.zone)
    return template % {"when": words.instant(happened_at(entry.detail["wanted"]), zone, now=sheet.reader.now)}


def _assigned(entry: Entry, sheet: Sheet) -> str:
    staff = entry.detail.get("staff")
    if staff is None:
        return gettext("gave it back, nobody takes care of it")
    if entry.by_kind == ActorKind.STAFF and entry.by_id == staff:
        return gettext("took it")
    name = sheet.names.get((ActorKind.STAFF, staff), gettext("somebody"))
    return gettext("gave it to %(name)s") % {"name": name}


def _worked(entry: Entry, _: Sheet) -> str:
    length = words.span(happened_at(entry.detail["to"]) - happened_at(entry.detail["from"]))
    if entry.kind == "ticket.work_reversed":
        return gettext("took back %(span)s of work") % {"span": length}
    return gettext("logged %(span)s of work") % {"span": length}


def _worth(entry: Entry, _: Sheet) -> str:
    """What was settled, or what came back: money, credits, or both."""
    amount, taken = Decimal(entry.detail["amount"]), entry.detail["credits"]
    money = words.money(abs(amount), entry.detail["currency"]) if amount else ""
    count = (
        ngettext("%(count)s credit", "%(count)s credits", abs(taken)) % {"count": abs(taken)} if taken else ""
    )
    worth = ", ".join(part for part in (money, count) if part)
    if amount < 0 or taken < 0:
        return gettext("gave back %(worth)s") % {"worth": worth}
    return gettext("settled the work: %(worth)s") % {"worth": worth}


def _taken(entry: Entry, _: Sheet) -> str:
    chosen = " ".join(entry.detail[part] for part in ("answer", "subject") if entry.detail.get(part))
    return gettext("chose: %(what)s") % {"what": chosen}


TOLD: Mapping[str, Callable[[Entry, Sheet], str]] = MappingProxyType(
    {
        "appointment.cancelled": lambda entry, sheet: timed(
            gettext("called off the appointment, %(when)s"), entry, sheet
        ),
        "appointment.confirmed": lambda entry, sheet: timed(
            gettext("confirmed the appointment, %(when)s"), entry, sheet
        ),
        "appointment.done": lambda entry, sheet: timed(
            gettext("said that the appointment took place, %(when)s"), entry, sheet
        ),
        "appointment.missed": lambda entry, sheet: timed(
            gettext("said that the appointment was missed, %(when)s"), entry, sheet
        ),
        "appointment.moved": lambda entry, sheet: timed(
            gettext("moved the appointment from %(when)s"), entry, sheet
        ),
        "appointment.priced": lambda entry, _: gettext("named the price: %(price)s") % entry.detail,
        "appointment.readied": lambda entry, _: gettext("attested: %(name)s") % entry.detail,
        "appointment.readiness_asked": lambda entry, _: gettext("asked for: %(name)s") % entry.detail,
        "appointment.readiness_waived": lambda entry, _: (
            gettext("found it not needed: %(name)s") % entry.detail
        ),
        "appointment.reminded": lambda entry, sheet: timed(
            gettext("reminded of the appointment, %(when)s"), entry, sheet
        ),
        "consent.asked": lambda entry, _: gettext("asked by mail for a consent: %(subject)s") % entry.detail,
        "consent.expired": lambda entry, _: (
            gettext("Nobody answered the request for a consent: %(subject)s") % entry.detail
        ),
        "consent.refused": lambda entry, _: gettext("did not agree to %(subject)s") % entry.detail,
        "fault.decided": lambda entry, _: (
            gettext("settled whose fault it was: %(facts)s") % {"facts": found_words(entry.detail["facts"])}
        ),
        "fault.proposed": lambda entry, _: (
            gettext("proposed a finding: %(facts)s") % {"facts": found_words(entry.detail["facts"])}
        ),
        "hardware.analysed": lambda entry, _: gettext("issued fault analysis %(number)s") % entry.detail,
        "hardware.evaluated": lambda entry, _: (
            gettext("decided on the unit: %(facts)s") % {"facts": found_words(entry.detail["facts"])}
        ),
        "return.authorised": lambda entry, _: gettext("authorized return %(number)s") % entry.detail,
        "return.awaited": lambda entry, _: gettext("asked for the unit, return %(number)s") % entry.detail,
        "return.closed": lambda entry, _: gettext("closed return %(number)s") % entry.detail,
        "return.manufacturer_noted": lambda entry, _: (
            gettext("noted where return %(number)s stands at the maker") % entry.detail
        ),
        "return.overdue": lambda entry, _: (
            gettext("The unit of return %(number)s did not come in time") % entry.detail
        ),
        "return.received": lambda entry, _: gettext("received the unit, return %(number)s") % entry.detail,
        "return.repaired": lambda entry, _: gettext("repaired the unit, return %(number)s") % entry.detail,
        "return.replaced": lambda entry, _: (
            gettext("sent %(unit)s in its place, return %(number)s") % entry.detail
        ),
        "return.returned": lambda entry, _: (
            gettext("sent the unit back as it came, return %(number)s") % entry.detail
        ),
        "return.withdrawn": lambda entry, _: gettext("withdrew return %(number)s: %(reason)s") % entry.detail,
        "ticket.agreed": lambda entry, _: gettext("agreed to %(what)s") % {"what": entry.detail["to"]},
        "ticket.asked": _asked,
        "ticket.assessed": lambda entry, _: gettext("assessed it as %(priority)s") % entry.detail,
        "ticket.assigned": _assigned,
        "ticket.breached": lambda entry, _: (
            gettext("%(metric)s was missed") % {"metric": metric_words(entry.detail["metric"])}
        ),
        "ticket.bug_linked": lambda entry, _: (
            gettext("found that bug %(from)s is %(bug)s") % entry.detail
            if "from" in entry.detail
            else gettext("found that it met bug %(bug)s") % entry.detail
        ),
        "ticket.bug_unlinked": lambda entry, _: (
            gettext("found that it did not meet bug %(bug)s") % {"bug": entry.detail["bug"]}
        ),
        "ticket.escalated": lambda entry, _: (
            gettext("escalated it, because of a row that speaks by the clock: %(contact)s")
            % {"contact": entry.detail["contact"] or entry.detail["notify"]}
        ),
        "ticket.page_ended": lambda _, __: gettext("found nobody left to be called"),
        "ticket.page_skipped": lambda entry, _: (
            gettext("passed over %(contact)s: nobody could be called") % entry.detail
        ),
        "ticket.page_taken": lambda entry, _: gettext("took the call to %(contact)s") % entry.detail,
        "ticket.page_unanswered": lambda entry, _: (
            gettext("got no answer from %(contact)s, the next step is called") % entry.detail
        ),
        "ticket.paged": _paged,
        "ticket.evidence_asked": lambda entry, _: (
            gettext("asked for %(names)s") % {"names": ", ".join(entry.detail.get("missing", ()))}
        ),
        "ticket.evidence_given": lambda entry, _: (
            gettext("took in %(names)s") % {"names": ", ".join(entry.detail["facts"]["evidence"])}
        ),
        "ticket.found": lambda entry, _: (
            gettext("found: %(facts)s") % {"facts": found_words(entry.detail["facts"])}
        ),
        "ticket.handed_over": lambda entry, _: gettext("handed it over to %(to)s") % entry.detail,
        "ticket.opened": _opened,
        "ticket.outcome": lambda entry, _: (
            gettext("recorded what came of the escalation: %(outcome)s")
            % {"outcome": entry.detail["outcome"]}
        ),
        "ticket.priced": lambda entry, _: gettext("named the price of the work: %(price)s") % entry.detail,
        "ticket.released": lambda entry, _: (
            gettext("released what was made for it: %(kind)s %(version)s")
            % {"kind": entry.detail.get("kind") or "", "version": entry.detail.get("version", "")}
        ),
        "ticket.redirected": lambda entry, _: (
            gettext("sent the caller to %(to)s, the clock runs on") % entry.detail
        ),
        "ticket.suspended": lambda entry, _: (
            gettext("rests until the account is %(until)s")
            % {"until": entry.detail["until"] or gettext("in good standing")}
        ),
        "ticket.refunded": _worth,
        "ticket.settled": _worth,
        "ticket.taken": _taken,
        "ticket.timer_started": lambda entry, _: (
            gettext("took a call") if entry.detail["source"] == "call" else gettext("started the timer")
        ),
        "ticket.unit_named": lambda entry, _: (
            gettext("noted that it is about %(unit)s") % entry.detail
            if entry.detail["unit"]
            else gettext("noted that it is about no covered unit")
        ),
        "ticket.waiting": lambda entry, _: (
            gettext("waits for %(whom)s") % {"whom": waiting_words(entry.detail["for"])}
        ),
        "ticket.waived": lambda entry, _: (
            gettext("let the charge go")
            if entry.detail["metric"] == "charge"
            else gettext("took back the promise: %(metric)s")
            % {"metric": metric_words(entry.detail["metric"])}
        ),
        "ticket.warned": lambda entry, _: (
            gettext("%(metric)s is due soon") % {"metric": metric_words(entry.detail["metric"])}
        ),
        "ticket.work_logged": _worked,
        "ticket.work_reversed": _worked,
    }
)
