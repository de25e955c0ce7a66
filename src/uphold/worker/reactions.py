"""Which functions answer which kind of journal entry. A room writes the entry; the worker calls the functions.

A reaction gets the entry's id and the present instant, is safe to run twice, and makes one domain call. Several may
answer one kind: each room adds its own line below, and `answered_by` joins them. The journal stands below and keeps its
own list of kinds that set something in motion; a test compares the two.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from uphold.billing.documents.jobs import render_issued
from uphold.billing.jobs import invoice_order, work_started_run
from uphold.credits.jobs import grant_to_contract
from uphold.mail.jobs import send_queued
from uphold.metering.jobs import ENDS_A_MISS, METERED, go_on, meter, meter_misses
from uphold.notices.appointments import TOLD_OF_APPOINTMENTS, tell_of_appointment
from uphold.notices.audience import TOLD
from uphold.notices.bugs import TOLD_OF_BUGS, TOLD_OF_LINKS, tell_of_bug, tell_of_link
from uphold.notices.credits import TOLD_OF_CREDITS, tell_of_credits
from uphold.notices.invoices import TOLD_OF_INVOICES, tell_of_invoice
from uphold.notices.jobs import tell
from uphold.notices.maintenance import TOLD_OF_WORK, tell_of_work
from uphold.notices.paging.duty import tell_of_duty
from uphold.notices.paging.jobs import page_somebody
from uphold.notices.paging.trying import try_out
from uphold.notices.releases import TOLD_OF_RELEASES, tell_of_release
from uphold.notices.returns import TOLD_OF_RETURNS, tell_of_return
from uphold.notices.service_changes import TOLD_OF_CHANGES, tell_of_change
from uphold.notices.standing import TOLD_OF_STANDING, tell_of_standing
from uphold.oncall.jobs import call_for_urgent
from uphold.oncall.jobs.paging import URGENT
from uphold.problems.jobs import pass_on
from uphold.problems.passing_on import PASSED_ON
from uphold.scheduling.jobs import follow_closing
from uphold.tickets.jobs import follow_standing
from uphold.webhooks.jobs import announce, deliver_queued
from uphold.webhooks.messages import ANNOUNCED


class Reaction(Protocol):
    def __call__(self, entry_id: int, /, *, at: datetime) -> object: ...


LINES: Sequence[tuple[Reaction, frozenset[str]]] = (
    (send_queued, frozenset({"mail.queued"})),
    (tell, TOLD | {"consent.asked", "person.invited"}),
    (tell_of_appointment, TOLD_OF_APPOINTMENTS),
    (tell_of_work, TOLD_OF_WORK),
    (tell_of_change, TOLD_OF_CHANGES),
    (follow_closing, frozenset({"ticket.closed"})),
    (pass_on, frozenset(PASSED_ON)),
    (meter, METERED),
    (meter_misses, ENDS_A_MISS),
    (go_on, frozenset({"credits.credited", "credits.refunded"})),
    (grant_to_contract, frozenset({"contract.concluded", "contract.unit_covered"})),
    (follow_standing, frozenset({"standing.restored", "standing.suspended"})),
    (tell_of_standing, TOLD_OF_STANDING),
    (announce, ANNOUNCED),
    (deliver_queued, frozenset({"webhook.queued"})),
    (work_started_run, frozenset({"invoice_run.started"})),
    (invoice_order, frozenset({"credits.ordered"})),
    (render_issued, frozenset({"invoice.credited", "invoice.issued"})),
    (tell_of_invoice, TOLD_OF_INVOICES),
    (tell_of_credits, TOLD_OF_CREDITS),
    (tell_of_bug, TOLD_OF_BUGS),
    (tell_of_link, TOLD_OF_LINKS),
    (tell_of_release, TOLD_OF_RELEASES),
    (page_somebody, frozenset({"ticket.paged"})),
    (try_out, frozenset({"way.tried"})),
    (call_for_urgent, URGENT),
    (tell_of_duty, frozenset({"rota.handed_over"})),
    (tell_of_return, TOLD_OF_RETURNS),
)
"""One line a reaction: the function, and the kinds that it answers."""


def answered_by(lines: Sequence[tuple[Reaction, frozenset[str]]]) -> dict[str, tuple[Reaction, ...]]:
    """For each kind the reactions that answer it, in the order of the lines."""
    kinds = sorted(frozenset[str]().union(*(kinds for _, kinds in lines)))
    return {kind: tuple(reaction for reaction, answers in lines if kind in answers) for kind in kinds}


REACTIONS: Mapping[str, Sequence[Reaction]] = MappingProxyType(answered_by(LINES))
