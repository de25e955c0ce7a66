"""What the customer's managers are told when few credits are left, once until the balance recovers."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uphold.access import Role
from uphold.credits.models import CreditAccount
from uphold.journal.models import Entry
from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.mail.addresses import public_address
from uphold.mail.outbox import Letter, queue_mail
from uphold.people.models import Contact

TOLD_OF_CREDITS = frozenset({"credits.low"})


@atomic
def tell_of_credits(entry_id: int, *, at: datetime) -> None:
    """A letter to each manager of the organisation, once."""
    entry = entry_of(entry_id)
    account = CreditAccount.objects.select_related("provider", "organisation").get(pk=entry.about_id)
    managers = Contact.objects.filter(
        organisation=account.organisation, role=Role.MANAGER.value, is_active=True
    )
    for contact in managers.order_by("pk"):
        queue_mail(letter_to_manager(entry, account, contact), at=at)


def letter_to_manager(entry: Entry, account: CreditAccount, contact: Contact) -> Letter:
    left = entry.detail["balance"]
    count = ngettext("{count} support credit", "{count} support credits", left).format(count=left)
    parts = [
        _("{organisation} has {count} left with {provider}; you wanted to hear below {below}.").format(
            organisation=account.organisation.name,
            count=count,
            provider=account.provider.name,
            below=entry.detail["below"],
        ),
        _("At zero, work that credits pay for pauses. Your balance, and packages to buy: {link}").format(
            link=f"{public_address()}/portal/account"
        ),
        account.provider.name,
    ]
    return Letter(
        key=f"{entry.kind}:{entry.pk}:contact:{contact.pk}",
        to_address=contact.email,
        subject=_("{provider}: {count} left").format(provider=account.provider.name, count=count),
        body="\n\n".join(parts),
        provider=account.provider,
    )
