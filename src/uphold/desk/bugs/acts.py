"""What can be done to a bug: the noun of its address, its form, when it fits, and the verb it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from uphold.access import Actor
from uphold.desk.bugs.act_forms import (
    ActForm,
    HandOverForm,
    KnownErrorForm,
    OutcomeForm,
    ReleaseForm,
    WorkaroundForm,
)
from uphold.problems.actions import (
    close_bug,
    give_workaround,
    hand_over_bug,
    publish_known_error,
    record_outcome,
    release_bug,
    reopen_bug,
    withdraw_known_error,
)
from uphold.problems.models import Bug
from uphold.problems.passing_on import HELPING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

State = Bug.State
AT_WORK = frozenset({State.REPORTED, State.HANDED_OVER, State.DECIDED})
Perform = Callable[[Actor, Bug, Mapping[str, Any], datetime], Bug]


@dataclass(frozen=True, kw_only=True)
class BugAct:
    """`name` is the noun of its address. `fits` says whether it can be done as things stand."""

    name: str
    label: "str | Words"
    button: "str | Words"
    icon: str
    key: str
    words: "str | Words"
    said: "str | Words"
    perform: Perform
    fits: Callable[[Bug], bool]
    form: type[ActForm] = ActForm
    is_page: bool = False

    @property
    def route(self) -> str:
        return f"bug-{self.name}"


def is_told(bug: Bug) -> bool:
    """Whether customers read of it."""
    error = getattr(bug, "known_error", None)
    return error is not None and error.withdrawn_at is None


def is_at_work(bug: Bug) -> bool:
    return bug.state in AT_WORK


ACTS = (
    BugAct(
        name="hand-over",
        label=gettext_lazy("Hand over"),
        button=gettext_lazy("Hand over"),
        icon="arrow-right-left",
        key="h",
        words=gettext_lazy(
            "Every open ticket is handed over with it; what was promised ends as its agreement says."
        ),
        said=gettext_lazy("Bug %(number)s is handed over."),
        perform=lambda actor, bug, said, at: hand_over_bug(actor=actor, bug=bug, to=said["to"], at=at),
        fits=is_at_work,
        form=HandOverForm,
    ),
    BugAct(
        name="workaround",
        label=gettext_lazy("Way around it"),
        button=gettext_lazy("Tell everybody"),
        icon="wrench",
        key="w",
        words=gettext_lazy("It is said in every ticket; whoever opened some gets one letter."),
        said=gettext_lazy("The way around bug %(number)s is told."),
        perform=lambda actor, bug, said, at: give_workaround(
            actor=actor, bug=bug, words=said["words"], at=at
        ),
        fits=is_at_work,
        form=WorkaroundForm,
    ),
    BugAct(
        name="outcome",
        label=gettext_lazy("What came of it"),
        button=gettext_lazy("Record it"),
        icon="gauge",
        key="o",
        words=gettext_lazy("Whoever has a ticket is told. Nothing comes back before the release."),
        said=gettext_lazy("What came of bug %(number)s is recorded."),
        perform=lambda actor, bug, said, at: record_outcome(
            actor=actor, bug=bug, outcome=said["outcome"], at=at
        ),
        fits=lambda bug: bug.state in {State.HANDED_OVER, State.DECIDED},
        form=OutcomeForm,
    ),
    BugAct(
        name="release",
        label=gettext_lazy("Release"),
        button=gettext_lazy("It is out"),
        icon="package",
        key="r",
        words=gettext_lazy(
            "Every ticket hears of it, closed ones too, and what its agreement gives back for this problem comes back."
        ),
        said=gettext_lazy("Bug %(number)s is released. Its tickets hear of it now."),
        perform=lambda actor, bug, said, at: release_bug(
            actor=actor, bug=bug, version=said["version"], released_as=said["released_as"], at=at
        ),
        fits=lambda bug: bug.state == State.DECIDED and bug.outcome in HELPING,
        form=ReleaseForm,
        is_page=True,
    ),
    BugAct(
        name="known-error",
        label=gettext_lazy("Tell customers"),
        button=gettext_lazy("Publish"),
        icon="eye",
        key="p",
        words=gettext_lazy(
            "Whoever has the product reads these words, in the portal and at opening; nothing else of the bug."
        ),
        said=gettext_lazy("Customers read of bug %(number)s."),
        perform=lambda actor, bug, said, at: (
            publish_known_error(
                actor=actor,
                bug=bug,
                title=said["title"],
                words=said["words"],
                workaround=said["workaround"],
                at=at,
            ).bug
        ),
        fits=lambda bug: bug.state != State.MERGED and bug.known_product_id is not None,
        form=KnownErrorForm,
    ),
    BugAct(
        name="withdrawal",
        label=gettext_lazy("Tell customers no longer"),
        button=gettext_lazy("Withdraw"),
        icon="x",
        key="d",
        words=gettext_lazy("Customers read of it no longer. Its words are kept."),
        said=gettext_lazy("Customers read of bug %(number)s no longer."),
        perform=lambda actor, bug, _, at: withdraw_known_error(actor=actor, bug=bug, at=at).bug,
        fits=is_told,
    ),
    BugAct(
        name="closure",
        label=gettext_lazy("Close"),
        button=gettext_lazy("Close it"),
        icon="archive",
        key="x",
        words=gettext_lazy("Nothing more comes of it. Its tickets are not touched."),
        said=gettext_lazy("Bug %(number)s is closed."),
        perform=lambda actor, bug, _, at: close_bug(actor=actor, bug=bug, at=at),
        fits=lambda bug: (
            bug.state in {State.REPORTED, State.RELEASED}
            or (bug.state == State.DECIDED and bug.outcome not in HELPING)
        ),
    ),
    BugAct(
        name="reopening",
        label=gettext_lazy("Take up again"),
        button=gettext_lazy("Take it up again"),
        icon="rotate-ccw",
        key="u",
        words=gettext_lazy(
            "The release did not help, or the outcome was wrong. What came back stays with the customer."
        ),
        said=gettext_lazy("Bug %(number)s is taken up again."),
        perform=lambda actor, bug, _, at: reopen_bug(actor=actor, bug=bug, at=at),
        fits=lambda bug: bug.state in {State.RELEASED, State.CLOSED},
    ),
)
"""In the order of a bug's life."""
