"""What the customer is told of a return: one letter a step to whoever opened the ticket.

The key names the entry and the person: whoever is killed meanwhile goes on, and nobody is told twice.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from uphold.hardware.models import ReturnAuthorization
from uphold.journal.models import Entry
from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.mail.addresses import public_address
from uphold.mail.outbox import Letter, queue_mail
from uphold.people.models import Contact

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "return.authorised": gettext_noop("Your return {number} is authorized"),
        "return.awaited": gettext_noop("Please send us the unit, return {number}"),
        "return.closed": gettext_noop("Your return {number} is closed"),
        "return.overdue": gettext_noop("The unit of your return {number} has not come yet"),
        "return.received": gettext_noop("Your unit is here, return {number}"),
        "return.repaired": gettext_noop("Your unit is repaired, return {number}"),
        "return.replaced": gettext_noop("Another unit is on its way to you, return {number}"),
        "return.returned": gettext_noop("Your unit goes back to you as it came, return {number}"),
        "return.withdrawn": gettext_noop("Your return {number} is withdrawn"),
    }
)
TOLD_OF_RETURNS = frozenset(SUBJECTS)


@atomic
def tell_of_return(entry_id: int, *, at: datetime) -> bool:
    """Whether a letter was written."""
    entry = entry_of(entry_id)
    rows = ReturnAuthorization.objects.select_related(
        "provider", "unit__product", "replacement", "ticket__opened_by"
    )
    row = rows.defer("ticket__search").get(pk=entry.detail["return"])
    contact = row.ticket.opened_by
    if row.ticket.is_history or contact is None or not contact.is_active:
        return False
    return queue_mail(letter_to(contact, entry, row), at=at) is not None


def letter_to(contact: Contact, entry: Entry, row: ReturnAuthorization) -> Letter:
    subject = _(SUBJECTS[entry.kind]).format(number=row.number)
    link = f"{public_address()}/portal/returns/{row.pk}"
    parts = [
        f"{subject}: {row.unit.name} {row.unit.product.name}.",
        *sentences_of(entry, row),
        _("Where it stands, and the label for the parcel: {link}").format(link=link),
        row.provider.name,
    ]
    return Letter(
        key=f"{entry.kind}:{entry.pk}:contact:{contact.pk}",
        to_address=contact.email,
        subject=f"[{row.ticket.number}] {subject}",
        body="\n\n".join(parts),
        provider=row.provider,
        ticket=row.ticket,
    )


def sentences_of(entry: Entry, row: ReturnAuthorization) -> Iterator[str]:
    if entry.kind == "return.awaited":
        yield _("Send it to:") + f"\n{row.send_to}"
    if entry.kind == "return.replaced" and row.replacement is not None:
        yield _("In its place comes {unit}, with the rest of the warranty.").format(unit=row.replacement.name)
    if entry.kind == "return.withdrawn":
        yield entry.detail["reason"]
    if entry.kind in {"return.awaited", "return.replaced", "return.overdue"} and row.return_by_on:
        yield _("The old unit has to be here by {day}.").format(day=date_format(row.return_by_on, "j F Y"))
        if row.otherwise:
            yield _("Charged if it does not come: {otherwise}.").format(otherwise=row.otherwise)
