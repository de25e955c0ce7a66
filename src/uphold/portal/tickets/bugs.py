"""The known bug that a ticket met, as its customer may read of it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from uphold.problems.models import Bug
from uphold.problems.queries import KnownBug, bugs_of
from uphold.tickets.models import Ticket

State = Bug.State


@dataclass(frozen=True, slots=True)
class Known:
    """A bug in a line, with the way around it while there is no release."""

    number: str
    title: str
    words: str
    workaround: str
    is_over: bool


def known_bugs(ticket: Ticket) -> list[Known]:
    return [known_of(bug) for bug in bugs_of(ticket)]


def known_of(bug: KnownBug) -> Known:
    is_over = bug.state in {State.RELEASED, State.CLOSED}
    return Known(
        number=bug.number,
        title=bug.title,
        words=words_of(bug),
        workaround="" if is_over else bug.workaround,
        is_over=is_over,
    )


def words_of(bug: KnownBug) -> str:
    if bug.released_in:
        return gettext("It is out in version %(version)s.") % {"version": bug.released_in}
    said = {
        "patch": gettext("A patch for it is being made."),
        "update": gettext("An update that ends it is being made."),
        "works as documented": gettext("It works as it is documented."),
        "none": gettext("Nothing will be changed for it."),
    }
    if bug.outcome:
        return said.get(bug.outcome, bug.outcome)
    if bug.state == State.HANDED_OVER:
        return gettext("It is being looked into by those who make the product.")
    return gettext("It is known, and we look into it.")
