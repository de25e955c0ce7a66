"""Reporting a bug, putting its words right, ending it and taking it up again."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotThere, Permission, require
from uphold.kit import CONFLICT, Refused
from uphold.kit.refused import Text
from uphold.kit.transaction import atomic
from uphold.people.models import Provider
from uphold.problems.access import begin
from uphold.problems.actions.linking import link_ticket
from uphold.problems.known import known_of
from uphold.problems.models import Bug
from uphold.problems.numbering import take_number
from uphold.problems.passing_on import HELPING
from uphold.problems.refusals import AddressMalformed, BugIncomplete, BugIsClosed
from uphold.problems.timeline import record
from uphold.tickets.models import Ticket

State = Bug.State
is_address = URLValidator(schemes=["http", "https"])


class BugIsAwaited(Refused):
    code, kind, text = (
        "bug_is_awaited",
        CONFLICT,
        gettext_lazy("Tickets wait for bug {0}; record what came of it, or release it, first."),
    )


class BugIsOpen(Refused):
    code, kind, text = "bug_is_open", CONFLICT, gettext_lazy("Bug {0} is open already.")


@atomic
def report_bug(
    *,
    actor: Actor,
    provider: Provider,
    title: str,
    documented_behaviour: str,
    documented_at: str = "",
    actual_behaviour: str = "",
    product: str,
    found_in: str,
    ticket: Ticket | None = None,
    problem: str = "",
    at: datetime,
) -> Bug:
    """What the documentation says, what happens instead, and where; the ticket it was met in is linked."""
    if actor.is_staff and provider.pk not in actor.grants:
        raise NotThere("provider")
    require(actor, Permission.BUG_MANAGE, provider_id=provider.pk)
    known = known_of(provider, product=product, found_in=found_in)
    bug = Bug.objects.create(
        provider=provider,
        number=take_number(provider),
        title=worded(title, gettext_lazy("title")),
        documented_behaviour=worded(documented_behaviour, gettext_lazy("documented behaviour")),
        documented_at=addressed(documented_at),
        actual_behaviour=actual_behaviour.strip(),
        product=worded(product, gettext_lazy("product")),
        found_in=worded(found_in, gettext_lazy("version")),
        known_product=known.product,
        known_version=known.version,
        reported_by_id=actor.id if actor.is_staff else None,
        reported_at=at,
    )
    record(bug, "bug.reported", by=actor, at=at)
    if ticket is not None:
        link_ticket(actor=actor, bug=bug, ticket=ticket, problem=problem, at=at)
    return bug


@atomic
def change_bug(
    *,
    actor: Actor,
    bug: Bug,
    title: str,
    documented_behaviour: str,
    documented_at: str = "",
    actual_behaviour: str = "",
    product: str,
    found_in: str,
    at: datetime,
) -> Bug:
    """What was written down wrongly is put right; the journal says which words changed."""
    bug = begin(actor, bug)
    said = {
        "title": worded(title, gettext_lazy("title")),
        "documented_behaviour": worded(documented_behaviour, gettext_lazy("documented behaviour")),
        "documented_at": addressed(documented_at),
        "actual_behaviour": actual_behaviour.strip(),
        "product": worded(product, gettext_lazy("product")),
        "found_in": worded(found_in, gettext_lazy("version")),
    }
    changed = [name for name, value in said.items() if getattr(bug, name) != value]
    if changed:
        for name in changed:
            setattr(bug, name, said[name])
        known = known_of(bug.provider, product=bug.product, found_in=bug.found_in)
        bug.known_product, bug.known_version = known.product, known.version
        bug.save(update_fields=[*changed, "known_product", "known_version"])
        record(bug, "bug.changed", by=actor, at=at, detail={"fields": changed})
    return bug


@atomic
def close_bug(*, actor: Actor, bug: Bug, at: datetime) -> Bug:
    """Nothing more comes of it. While tickets wait for an outcome or a release it stays open."""
    bug = begin(actor, bug)
    if bug.state == State.CLOSED:
        raise BugIsClosed(bug.number)
    if bug.state == State.HANDED_OVER or (bug.state == State.DECIDED and bug.outcome in HELPING):
        raise BugIsAwaited(bug.number)
    bug.state = State.CLOSED
    bug.save(update_fields=["state"])
    record(bug, "bug.closed", by=actor, at=at)
    return bug


@atomic
def reopen_bug(*, actor: Actor, bug: Bug, at: datetime) -> Bug:
    """The release did not help, or the outcome was wrong: it is with whom it was handed to, as before the outcome."""
    bug = begin(actor, bug)
    if bug.state not in {State.RELEASED, State.CLOSED}:
        raise BugIsOpen(bug.number)
    bug.state = State.HANDED_OVER if bug.handed_to else State.REPORTED
    bug.outcome, bug.outcome_at, bug.released_in, bug.released_at = "", None, "", None
    bug.save(update_fields=["state", "outcome", "outcome_at", "released_in", "released_as", "released_at"])
    record(bug, "bug.reopened", by=actor, at=at)
    return bug


def worded(words: str, name: Text) -> str:
    if not words.strip():
        raise BugIncomplete(name)
    return words.strip()


def addressed(address: str) -> str:
    """The address of a page of the documentation, or none."""
    address = address.strip()
    if address:
        try:
            is_address(address)
        except ValidationError as error:
            raise AddressMalformed(address) from error
    return address
