"""Who is told of a service change: the customer's managers that they decide, whoever asked what became of it.

A letter's key names the entry and the person: whoever is killed meanwhile goes on, and nobody is told twice.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext

from uphold.access import ActorKind, Role
from uphold.journal.models import Entry
from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.mail.addresses import public_address
from uphold.mail.outbox import Letter, queue_mail
from uphold.people.models import Contact
from uphold.service_changes.asking import subject_of
from uphold.service_changes.models import ServiceChange

ASKED, APPROVED = "service_change.asked", "service_change.approved"
REFUSED, DONE = "service_change.refused", "service_change.done"
TOLD_OF_CHANGES = frozenset({ASKED, APPROVED, REFUSED, DONE})


@atomic
def tell_of_change(entry_id: int, *, at: datetime) -> int:
    """How many letters were written. What was decided meanwhile is not asked for any more."""
    entry = entry_of(entry_id)
    rows = ServiceChange.objects.select_related(
        "provider", "unit", "product", "asked_by", "decided_by", "ticket"
    )
    change = rows.get(pk=entry.about_id)
    if entry.kind == ASKED and change.state != ServiceChange.State.ASKED:
        return 0
    told = [letter_to(contact, entry, change) for contact in readers_of(entry, change)]
    return sum(queue_mail(letter, at=at) is not None for letter in told)


def readers_of(entry: Entry, change: ServiceChange) -> Iterator[Contact]:
    """Nobody is told what he did himself."""
    asked = Contact.objects.filter(organisation_id=change.organisation_id, role=Role.MANAGER.value)
    readers = list(asked.order_by("pk")) if entry.kind == ASKED else [change.asked_by]
    for contact in readers:
        is_own = (entry.by_kind, entry.by_id) == (ActorKind.CONTACT.value, contact.pk)
        if contact.is_active and not is_own:
            yield contact


def letter_to(contact: Contact, entry: Entry, change: ServiceChange) -> Letter:
    return Letter(
        key=f"{entry.kind}:{entry.pk}:contact:{contact.pk}",
        to_address=contact.email,
        subject=f"{heading_of(entry)}: {subject_of(change)}",
        body="\n\n".join(part for part in parts_of(entry, change) if part),
        provider=change.provider,
        ticket=change.ticket,
    )


def heading_of(entry: Entry) -> str:
    return {
        ASKED: gettext("Please approve"),
        APPROVED: gettext("Approved"),
        REFUSED: gettext("Not approved"),
        DONE: gettext("Done"),
    }[entry.kind]


def parts_of(entry: Entry, change: ServiceChange) -> Iterator[str]:
    yield subject_of(change) + "."
    if entry.kind == ASKED:
        yield gettext("%(name)s asks for it. Nothing happens before you approve.") % {
            "name": change.asked_by.name
        }
        yield change.words
    if entry.kind == APPROVED and change.decided_by and change.ticket:
        said = {"name": change.decided_by.name, "number": change.ticket.number}
        yield gettext("%(name)s approved it. We follow it in ticket %(number)s.") % said
    if entry.kind == REFUSED and change.decided_by:
        said = {"name": change.decided_by.name, "words": change.answer}
        yield gettext("%(name)s did not approve it: %(words)s") % said
    if entry.kind == DONE:
        yield change.outcome
    yield f"{public_address()}/portal/changes/{change.pk}"
