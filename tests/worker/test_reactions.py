"""What the journal orders, the worker knows how to do."""

from uphold.journal.kinds import REACTING
from uphold.worker.reactions import REACTIONS


def test_every_kind_that_sets_something_in_motion_has_its_reaction() -> None:
    assert set(REACTIONS) == REACTING
