"""What becomes of a bug: with whom it is, the way around it, what came of it, and the release that ends it."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.problems.access import begin
from uphold.problems.models import Bug
from uphold.problems.passing_on import HELPING, pass_on_few
from uphold.problems.refusals import BugIncomplete, BugIsClosed, BugIsReleased
from uphold.problems.timeline import record
from uphold.tickets.actions.talking import worded

State = Bug.State
PARTIES = ("development", "vendor")
OUTCOMES = ("patch", "update", "works as documented", "none")


class ValueUnknown(Refused):
    code, kind, text = "value_unknown", INVALID, gettext_lazy("“{0}” is none of: {1}.")


class BugIsWithThem(Refused):
    code, kind, text = "bug_is_with_them", CONFLICT, gettext_lazy("Bug {0} is with this party already.")


class WorkaroundIsKnown(Refused):
    code, kind, text = (
        "workaround_is_known",
        CONFLICT,
        gettext_lazy("These very words were given for bug {0} before."),
    )


class BugWasNotHandedOver(Refused):
    code, kind, text = (
        "bug_was_not_handed_over",
        CONFLICT,
        gettext_lazy("Bug {0} is with nobody yet, so nothing came of it; hand it over first."),
    )


class OutcomeIsKnown(Refused):
    code, kind, text = "outcome_is_known", CONFLICT, gettext_lazy("This outcome of bug {0} is known.")


class NothingToRelease(Refused):
    code, kind, text = (
        "nothing_to_release",
        CONFLICT,
        gettext_lazy("Only a patch or an update can be released; record that bug {0} led to one first."),
    )


@atomic
def hand_over_bug(*, actor: Actor, bug: Bug, to: str, at: datetime) -> Bug:
    """To development or a vendor, and every open ticket with it: the clause about changes to software speaks now."""
    bug = begin_at_work(actor, bug)
    if to not in PARTIES:
        raise ValueUnknown(to, ", ".join(PARTIES))
    if bug.handed_to == to and bug.state == State.HANDED_OVER:
        raise BugIsWithThem(bug.number)
    bug.state, bug.handed_to, bug.handed_over_at = State.HANDED_OVER, to, at
    bug.outcome, bug.outcome_at = "", None
    bug.save(update_fields=["state", "handed_to", "handed_over_at", "outcome", "outcome_at"])
    record(bug, "bug.handed_over", by=actor, at=at, detail={"to": to})
    pass_on_few(bug, at=at)
    return bug


@atomic
def give_workaround(*, actor: Actor, bug: Bug, words: str, at: datetime) -> Bug:
    """How to go on meanwhile; everybody with a ticket is told in these words."""
    bug = begin_at_work(actor, bug)
    words = worded(words)
    if bug.workaround == words:
        raise WorkaroundIsKnown(bug.number)
    bug.workaround = words
    bug.save(update_fields=["workaround"])
    record(bug, "bug.workaround_given", by=actor, at=at)
    pass_on_few(bug, at=at)
    return bug


@atomic
def record_outcome(*, actor: Actor, bug: Bug, outcome: str, at: datetime) -> Bug:
    """What came of handing it over. It may change until it is released."""
    bug = begin_at_work(actor, bug)
    if outcome not in OUTCOMES:
        raise ValueUnknown(outcome, ", ".join(OUTCOMES))
    if bug.state == State.REPORTED:
        raise BugWasNotHandedOver(bug.number)
    if bug.outcome == outcome:
        raise OutcomeIsKnown(bug.number)
    bug.state, bug.outcome, bug.outcome_at = State.DECIDED, outcome, at
    bug.save(update_fields=["state", "outcome", "outcome_at"])
    record(bug, "bug.outcome", by=actor, at=at, detail={"outcome": outcome})
    pass_on_few(bug, at=at)
    return bug


@atomic
def release_bug(*, actor: Actor, bug: Bug, version: str, released_as: str = "", at: datetime) -> Bug:
    """The version that ends it is out. `released_as`: the kind of release in the agreements' words, else the outcome's.

    What was charged for it comes back by the agreement of each ticket, once the ticket heard of it.
    """
    bug = begin_at_work(actor, bug)
    if bug.state != State.DECIDED or bug.outcome not in HELPING:
        raise NothingToRelease(bug.number)
    if not version.strip():
        raise BugIncomplete(gettext_lazy("version"))
    bug.state, bug.released_at = State.RELEASED, at
    bug.released_in = version.strip()
    bug.released_as = released_as.strip() or HELPING[bug.outcome]
    bug.save(update_fields=["state", "released_in", "released_as", "released_at"])
    detail = {"version": bug.released_in, "kind": bug.released_as}
    record(bug, "bug.released", by=actor, at=at, detail=detail)
    pass_on_few(bug, at=at)
    return bug


def begin_at_work(actor: Actor, bug: Bug) -> Bug:
    bug = begin(actor, bug)
    if bug.state == State.CLOSED:
        raise BugIsClosed(bug.number)
    if bug.state == State.RELEASED:
        raise BugIsReleased(bug.number)
    return bug
