"""The list of disputes: what waits for an answer first."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.billing.models import Dispute
from uphold.billing.queries import dispute_list
from uphold.desk.billing.place import around, pager_of
from uphold.desk.door import desk_page
from uphold.ui.billed.wording import DISPUTE, State, day, money
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@dataclass(frozen=True, slots=True)
class DisputeRow:
    invoice: str
    invoice_href: str
    customer: str
    line: str
    words: str
    since: str
    amount: str
    state: State
    answer_href: str


@desk_page(need=Permission.INVOICE_READ)
def index(request: PageRequest) -> HttpResponse:
    is_open, after = request.GET.get("view") != "answered", request.GET.get("after")
    found = dispute_list(request.actor, is_open=is_open, after=after)
    may_answer = request.actor.may(Permission.INVOICE_ISSUE)
    here = reverse("desk:disputes")
    known = f"{here}?view=answered" if not is_open else here
    values = {
        "views": [
            Link(gettext("Waiting"), here, is_current=is_open),
            Link(gettext("Answered"), f"{here}?view=answered", is_current=not is_open),
        ],
        "rows": [row_of(each, may_answer=may_answer) for each in found.disputes],
        "is_open": is_open,
        "pager": pager_of(known, after=after, next_key=found.next_key),
    }
    return shown(request, "desk/billing/disputes.html", around(request, values, place="disputes"))


def row_of(dispute: Dispute, *, may_answer: bool) -> DisputeRow:
    invoice = dispute.line.invoice
    is_open = dispute.state == Dispute.State.OPEN
    return DisputeRow(
        invoice=invoice.number,
        invoice_href=reverse("desk:invoice", args=[invoice.pk]),
        customer=invoice.organisation.name,
        line=dispute.line.words,
        words=dispute.words,
        since=day(dispute.raised_at),
        amount=money(dispute.disputed_amount, invoice.currency),
        state=DISPUTE[dispute.state],
        answer_href=reverse("desk:dispute", args=[dispute.pk]) if may_answer and is_open else "",
    )
