"""Letters of an invoice that a person asks for: the same document once more, and a reminder."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.billing.access import get_invoice
from uphold.billing.documents.sending import overdue_amount, remind, send_again
from uphold.billing.models import Invoice
from uphold.desk.billing.place import Asking, answered
from uphold.desk.door import desk_page
from uphold.journal.models import Entry
from uphold.kit import now
from uphold.notices.invoices import NobodyReads, readers_of, require_reader
from uphold.ui.billed.wording import day, money
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")
ISSUE = Permission.INVOICE_ISSUE
Verb = Callable[..., Entry]


@desk_page(need=ISSUE, methods=BOTH)
def sending(request: PageRequest, invoice_id: int) -> HttpResponse:
    invoice = get_invoice(request.actor, invoice_id, need=ISSUE)
    title = gettext("Send %(number)s once more") % {"number": invoice.number}
    return lettered(request, invoice, send_again, title=title, help=goes_to(invoice))


@desk_page(need=ISSUE, methods=BOTH)
def reminding(request: PageRequest, invoice_id: int) -> HttpResponse:
    invoice = get_invoice(request.actor, invoice_id, need=ISSUE)
    overdue = gettext("%(amount)s were due on %(on)s.") % {
        "amount": money(overdue_amount(invoice, at=now()), invoice.currency),
        "on": day(invoice.due_on),
    }
    title = gettext("Remind of %(number)s") % {"number": invoice.number}
    return lettered(request, invoice, remind, title=title, help=f"{overdue} {goes_to(invoice)}")


def lettered(
    request: PageRequest,
    invoice: Invoice,
    verb: Verb,
    *,
    title: str,
    help: str,  # noqa: A002 - the word of every form
) -> HttpResponse:
    """Asked with who will read it; a letter to nobody is refused."""
    asking = Asking(
        title=title,
        button=gettext("Send it"),
        help=help,
        back=reverse("desk:invoice", args=[invoice.pk]),
        back_words=invoice.number,
        said=gettext("The letter is on its way."),
        place="invoices",
    )

    def perform(_: object) -> Entry:
        require_reader(invoice)
        return verb(actor=request.actor, invoice=invoice, at=now())

    return answered(request, forms.Form(request.POST), asking, perform=perform)


def goes_to(invoice: Invoice) -> str:
    """Who gets the letter, or that nobody would."""
    addresses = [address for _, address in readers_of(invoice)]
    if not addresses:
        return NobodyReads(invoice.number).sentence
    return gettext("It goes to %(addresses)s, with the document.") % {"addresses": ", ".join(addresses)}
