"""Fault files in mails: the finding in words, why it is proposed, and until when it can be answered."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from uphold.journal.models import Entry
from uphold.metering.actions.fault import AGREEMENT
from uphold.metering.models import FaultFile
from uphold.tickets.models import Ticket

WHOSE: Mapping[str, str] = MappingProxyType(
    {
        "provider": gettext_noop("the fault is ours"),
        "customer": gettext_noop("the fault is on your side"),
        "third party": gettext_noop("the fault is a third party's"),
        "not found": gettext_noop("whose fault it was is not found"),
    }
)


def finding_words(facts: Mapping[str, str]) -> str:
    """The cause as the agreement names it, and whose fault it is."""
    fault = facts.get("fault", "")
    told = [facts.get("cause", ""), _(WHOSE[fault]) if fault in WHOSE else fault]
    return ", ".join(part for part in told if part)


def proposal_words(entry: Entry, ticket: Ticket) -> str:
    """The reasons of the proposal, how to answer it, and what silence means where the agreement says so."""
    file = FaultFile.objects.get(pk=entry.detail["file"])
    parts = [file.proposed_words, _("Agree, or object and say why, on the page of the request.")]
    until = entry.detail.get("answer_by")
    if until and file.silence_means:
        day = datetime.fromisoformat(until).astimezone(ZoneInfo(ticket.version.timezone))
        said = (
            _("If nobody answers until {until}, it counts as agreed.")
            if file.silence_means == AGREEMENT
            else _("If nobody answers until {until}, it counts as an objection.")
        )
        parts.append(said.format(until=f"{day:%Y-%m-%d %H:%M} ({ticket.version.timezone})"))
    return "\n\n".join(part for part in parts if part)
