"""What happened to a ticket, in words for the customer."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.utils.translation import gettext, gettext_lazy

from uphold.journal.models import Entry
from uphold.portal.tickets.sheet import Sheet
from uphold.ui.components.timeline import Entry as Line
from uphold.ui.decided.target import NAMES
from uphold.ui.reader import waiting_words

TOLD: Mapping[str, tuple[str, object]] = MappingProxyType(
    {
        "ticket.opened": ("ticket", gettext_lazy("You opened this ticket")),
        "ticket.assessed": ("gauge", gettext_lazy("The priority is %(priority)s now")),
        "ticket.waiting": ("circle-pause", gettext_lazy("The ticket waits for %(whom)s")),
        "ticket.resumed": ("circle-play", gettext_lazy("The work goes on")),
        "ticket.evidence_given": ("file-check", gettext_lazy("Came in: %(evidence)s")),
        "ticket.redirected": ("arrow-right", gettext_lazy("You were asked to use %(to)s; the clock runs on")),
        "ticket.handed_over": ("arrow-right-left", gettext_lazy("Handed over to %(to)s")),
        "ticket.workaround_given": ("wrench", gettext_lazy("A way around it was given")),
        "ticket.restored": ("zap", gettext_lazy("The service is back")),
        "ticket.asked": ("message-circle-question-mark", gettext_lazy("You asked for %(subject)s")),
        "ticket.agreed": ("check", gettext_lazy("You agreed to %(to)s")),
        "ticket.taken": ("scale", gettext_lazy("Chosen: %(answer)s %(subject)s")),
        "ticket.resolved": ("circle-check", gettext_lazy("Solved")),
        "ticket.closed": ("archive", gettext_lazy("Closed")),
        "ticket.declined": ("hand", gettext_lazy("Declined")),
        "ticket.reopened": ("rotate-ccw", gettext_lazy("Opened again")),
        "ticket.breached": ("circle-alert", gettext_lazy("We missed a promise: %(metric)s")),
        "ticket.waived": ("circle-slash", gettext_lazy("A promise was taken back: %(metric)s")),
    }
)
"""Icon and words of the kinds that concern the customer; other kinds are left out."""

LOOKS = {"ticket.breached": "missed", "ticket.restored": "met", "ticket.resolved": "met"}


def history_of(sheet: Sheet) -> Sequence[Line]:
    return [line_of(entry, sheet=sheet) for entry in sheet.entries if entry.kind in TOLD]


def line_of(entry: Entry, *, sheet: Sheet) -> Line:
    icon, words = TOLD[entry.kind]
    return Line(
        words=(str(words) % values_of(entry)).strip(),
        at=sheet.reader.when(entry.at, sheet.zone),
        icon=icon,
        look=LOOKS.get(entry.kind, ""),
    )


def values_of(entry: Entry) -> dict[str, str]:
    """The values that the words speak of, each as the customer says it."""
    detail = entry.detail
    metric = detail.get("metric", "")
    return {
        "priority": detail.get("priority", ""),
        "to": detail.get("to", ""),
        "answer": detail.get("answer", ""),
        "subject": detail.get("subject", ""),
        "whom": gettext("you") if detail.get("for") == "customer" else waiting_words(detail.get("for", "")),
        "evidence": ", ".join(detail.get("facts", {}).get("evidence", ())),
        "metric": str(NAMES.get(metric, metric)),
    }
