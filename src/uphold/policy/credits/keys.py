"""Keys: what names a movement within its ticket, so that it happens once and tells which work it was for."""

from __future__ import annotations

from hashlib import blake2s

from uphold.policy.credits.postings import Movement

GROUP_BYTES = 4
OF_WORK = (Movement.DRAW, Movement.REVERSAL)


def group_named(tariff: str, *, unit: str) -> str:
    """A short name for the pieces of one tariff over one unit, always the same.

    >>> group_named("harbour#5: emergency work", unit="p1")
    '21475f66'
    """
    return blake2s(f"{tariff}\n{unit}".encode(), digest_size=GROUP_BYTES).hexdigest()


def work_key(movement: Movement, *, work: str, group: str, count: int) -> str:
    """The key of the so-many-th movement for an interval of work, in one group.

    >>> work_key(Movement.DRAW, work="17", group="21475f66", count=1)
    'draw/17/21475f66/1'
    """
    return f"{movement}/{work}/{group}/{count}"


def refund_key(problem: str | None, *, on: str, count: int) -> str:
    """The key of the so-many-th refund at an event, for a problem.

    >>> refund_key("P1", on="2026-10-30T15:00:00Z", count=1)
    'refund/P1/2026-10-30T15:00:00Z/1'
    """
    return f"{Movement.REFUND}/{problem or ''}/{on}/{count}"


def work_and_group(key: str) -> tuple[str, str] | None:
    """The interval and the group that a key speaks of; None for one that speaks of no work.

    >>> work_and_group("draw/17/21475f66/1"), work_and_group("refund/P1/2026-10-30T15:00:00Z/1")
    (('17', '21475f66'), None)
    """
    movement, _, rest = key.partition("/")
    parts = rest.rsplit("/", 2)
    return (parts[0], parts[1]) if movement in OF_WORK and len(parts) == 3 else None
