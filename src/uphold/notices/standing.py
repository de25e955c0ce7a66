"""What the customer's managers are told of the standing of their account: before a day, on a decision, on payment."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _

from uphold.access import Role
from uphold.journal.models import Entry
from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.mail.addresses import public_address
from uphold.mail.outbox import Letter, queue_mail
from uphold.people.models import Contact, Provider
from uphold.standing.models import Suspension

TOLD_OF_STANDING = frozenset({"standing.restored", "standing.suspended", "standing.warned"})


@atomic
def tell_of_standing(entry_id: int, *, at: datetime) -> None:
    """A letter to each manager of the organisation, once."""
    entry = entry_of(entry_id)
    provider = Provider.objects.get(pk=entry.detail["provider"])
    managers = Contact.objects.filter(organisation_id=entry.about_id, role=Role.MANAGER.value, is_active=True)
    for contact in managers.select_related("organisation").order_by("pk"):
        queue_mail(letter_to_manager(entry, provider, contact), at=at)


def letter_to_manager(entry: Entry, provider: Provider, contact: Contact) -> Letter:
    link = f"{public_address()}/portal/"
    parts = [
        *sentences_of(entry, contact),
        _("Your account, and what was agreed: {link}").format(link=link),
        provider.name,
    ]
    return Letter(
        key=f"{entry.kind}:{entry.pk}:contact:{contact.pk}",
        to_address=contact.email,
        subject=subject_of(entry, provider),
        body="\n\n".join(parts),
        provider=provider,
    )


def subject_of(entry: Entry, provider: Provider) -> str:
    capability = entry.detail["capability"]
    if entry.kind == "standing.warned":
        day = entry.detail["may_suspend_on"]
        return _("{provider}: {capability} may be suspended on {day}").format(
            provider=provider.name, capability=capability, day=day
        )
    template = (
        _("{provider}: {capability} is suspended")
        if entry.kind == "standing.suspended"
        else _("{provider}: {capability} is open again")
    )
    return template.format(provider=provider.name, capability=capability)


def sentences_of(entry: Entry, contact: Contact) -> Iterator[str]:
    detail, organisation = entry.detail, contact.organisation.name
    if entry.kind == "standing.warned":
        yield _("{organisation} has unpaid bills of {amounts}; the oldest was due on {due}.").format(
            organisation=organisation, amounts=amounts_of(entry), due=detail["oldest_due_on"]
        )
        yield consequence_of(entry)
        yield _("What you dispute does not count. Tell us if something is wrong, or when you will pay.")
    elif entry.kind == "standing.suspended":
        yield _("For {organisation} is suspended from now on: {capability}.").format(
            organisation=organisation, capability=detail["capability"]
        )
        reason = Suspension.objects.get(pk=detail["suspension"]).reason
        if reason:
            yield reason
        yield _("So it is agreed in clause {clause}; it ends when the account is {until}.").format(
            clause=detail["clause"], until=detail["until"] or _("in good standing")
        )
    else:
        yield _("For {organisation} is open again: {capability}.").format(
            organisation=organisation, capability=detail["capability"]
        )


def consequence_of(entry: Entry) -> str:
    detail = entry.detail
    day = date.fromisoformat(detail["may_suspend_on"])
    template = (
        _(
            "If they are not paid before {day}, {capability} is suspended by the agreement itself (clause {clause})."
        )
        if detail["decided_by"] == "agreement"
        else _(
            "If they are not paid before {day}, a {who} may suspend from then on: {capability} (clause {clause})."
        )
    )
    return template.format(
        day=day, capability=detail["capability"], clause=detail["clause"], who=detail["decided_by"]
    )


def amounts_of(entry: Entry) -> str:
    return ", ".join(f"{currency} {amount}" for currency, amount in sorted(entry.detail["amounts"].items()))
