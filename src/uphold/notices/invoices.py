"""Letters about invoices, the document enclosed: to the address that the buyer named, else to his managers."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from babel.dates import format_date
from babel.numbers import format_currency
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from uphold.access import Role
from uphold.billing.documents.downloading import document_of
from uphold.billing.documents.wording import locale_of
from uphold.billing.models import Document, Invoice
from uphold.journal.models import Entry
from uphold.journal.queries import entry as entry_of
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.mail.addresses import public_address
from uphold.mail.outbox import Enclosed, Letter, queue_mail
from uphold.people.models import Contact

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "invoice.issued": gettext_noop("{provider}: invoice {number}"),
        "invoice.credited": gettext_noop("{provider}: credit note {number} for {corrects}"),
        "invoice.sent": gettext_noop("{provider}: {number} once more"),
        "invoice.reminded": gettext_noop("{provider}: {number} was due on {due}"),
    }
)
SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "invoice.issued": gettext_noop(
            "Here is invoice {number} of {day} about {amount}. It is due on {due}."
        ),
        "invoice.credited": gettext_noop(
            "Here is credit note {number} of {day} about {amount}. It corrects invoice {corrects}."
        ),
        "invoice.sent": gettext_noop("As you asked, here is {number} of {day} about {amount} once more."),
        "invoice.reminded": gettext_noop(
            "Of invoice {number} of {day}, {overdue} were due on {due} and have not reached us. "
            "If you paid meanwhile, this letter is for nothing."
        ),
    }
)
TOLD_OF_INVOICES = frozenset(SUBJECTS)


class NobodyReads(Refused):
    code, kind, text = (
        "nobody_reads",
        CONFLICT,
        gettext_lazy(
            "Nobody would get {0}: the customer names no address for invoices, and no contact manages its account."
        ),
    )


@atomic
def tell_of_invoice(entry_id: int, *, at: datetime) -> None:
    """One letter to each address. A document that nobody made yet is made for it."""
    entry = entry_of(entry_id)
    invoice = Invoice.objects.select_related("provider", "corrects").get(pk=entry.about_id)
    readers = list(readers_of(invoice))
    if not readers:
        return
    made = document_of(invoice, form=Document.Form.PDF, at=at)
    enclosed = Enclosed(name=made.name, content_type=made.content_type, content=made.content)
    for name, address in readers:
        queue_mail(letter(entry, invoice, reader=name, address=address, enclosed=enclosed), at=at)


def readers_of(invoice: Invoice) -> Iterator[tuple[str, str]]:
    """A name for the letter's key, and the address."""
    if address := str(invoice.buyer.get("email", "")):
        yield "buyer", address
        return
    managers = Contact.objects.filter(
        organisation_id=invoice.organisation_id, role=Role.MANAGER.value, is_active=True
    )
    for contact in managers.order_by("pk"):
        yield f"contact:{contact.pk}", contact.email


def require_reader(invoice: Invoice) -> None:
    """For those who ask for a letter by hand: a letter to nobody is no letter."""
    if not any(readers_of(invoice)):
        raise NobodyReads(invoice.number)


def letter(entry: Entry, invoice: Invoice, *, reader: str, address: str, enclosed: Enclosed) -> Letter:
    values = values_of(entry, invoice)
    parts = [
        _(SENTENCES[entry.kind]).format(**values),
        _("Each line names the clause that it rests on. Should one be wrong, tell us which: {link}").format(
            link=f"{public_address()}/portal/invoices/{invoice.pk}/"
        ),
        invoice.provider.name,
    ]
    return Letter(
        key=f"{entry.kind}:{entry.pk}:{reader}",
        to_address=address,
        subject=_(SUBJECTS[entry.kind]).format(**values),
        body="\n\n".join(parts),
        provider=invoice.provider,
        enclosed=(enclosed,),
    )


def values_of(entry: Entry, invoice: Invoice) -> dict[str, str]:
    """Dates and amounts as the document itself writes them."""
    locale = locale_of(str(invoice.seller.get("country", "")))

    def money(amount: Decimal) -> str:
        return format_currency(amount, invoice.currency, locale=locale)

    return {
        "provider": invoice.provider.name,
        "number": invoice.number,
        "corrects": invoice.corrects.number if invoice.corrects else "",
        "day": format_date(invoice.issued_on, "medium", locale=locale),
        "due": format_date(invoice.due_on, "medium", locale=locale),
        "amount": money(abs(invoice.gross_amount)),
        "overdue": money(Decimal(entry.detail.get("overdue", "0"))),
    }
