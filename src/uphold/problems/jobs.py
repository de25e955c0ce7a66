"""What the worker does for bugs: telling many tickets, a batch a transaction."""

from datetime import datetime

from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.problems.access import lock_bug
from uphold.problems.passing_on import pass_on_batch

BATCH = 200


def pass_on(entry_id: int, *, at: datetime) -> int:
    """The reaction to what became of a bug; returns how many tickets heard of it."""
    bug_id, told = entry_of(entry_id).about_id, 0
    while batch := pass_on_next(bug_id, at=at):
        told += batch
    return told


@atomic
def pass_on_next(bug_id: int, *, most: int = BATCH, at: datetime) -> int:
    return pass_on_batch(lock_bug(bug_id), most=most, at=at)
