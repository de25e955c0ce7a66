"""Boxes: sets of cases as one set of classes a dimension, subtracted from each other and never listed.

A box holds, for each dimension, a set of classes as the bits of an integer; a case lies in it when its class lies in
the set of every dimension. Boxes that are taken out of a box leave boxes, so what no row decides is found exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Box = tuple[int, ...]
"""One set of classes (bits) for each dimension; a set without bits makes the box empty."""


class NotProven(Exception):
    """The analysis passed its budget: nothing is known about what was asked."""


class Effort:
    """The budget of one analysis, in comparisons of two boxes; spending more raises NotProven."""

    __slots__ = ("left",)

    def __init__(self, comparisons: int) -> None:
        self.left = comparisons

    def spend(self) -> None:
        """Counts one comparison. Raises NotProven when none is left."""
        if self.left <= 0:
            raise NotProven
        self.left -= 1


def common(one: Box, other: Box) -> Box | None:
    """The cases in both boxes, or None.

    >>> common((0b011, 0b1), (0b110, 0b1))
    (2, 1)
    """
    shared = tuple(mine & theirs for mine, theirs in zip(one, other, strict=True))
    return shared if all(shared) else None


def holds(outer: Box, inner: Box) -> bool:
    """Whether every case of the inner box lies in the outer one.

    >>> holds((0b111,), (0b101,))
    True
    """
    return all(theirs & ~mine == 0 for mine, theirs in zip(outer, inner, strict=True))


def leftover(box: Box, *, taken: Sequence[Box], effort: Effort) -> Iterator[Box]:
    """The parts of a box that lie in none of the boxes taken out, disjoint, found one by one.

    Depth first, so that the first part comes early where there is one. Raises NotProven past the budget.

    >>> list(leftover((0b11, 0b11), taken=[(0b01, 0b01)], effort=Effort(9)))
    [(1, 2), (2, 3)]
    """
    relevant = [other for other in taken if common(box, other) is not None]
    stack: list[tuple[Box, int]] = [(box, 0)]
    while stack:
        part, place = stack.pop()
        while place < len(relevant):
            effort.spend()
            other = relevant[place]
            place += 1
            if common(part, other) is None:
                continue
            stack.extend((piece, place) for piece in cut(part, other))
            break
        else:
            yield part


def cut(box: Box, other: Box) -> Iterator[Box]:
    """The disjoint parts of a box outside another one that meets it."""
    rest = box
    for place, classes in enumerate(other):
        outside = rest[place] & ~classes
        if outside:
            yield (*rest[:place], outside, *rest[place + 1 :])
            rest = (*rest[:place], rest[place] & classes, *rest[place + 1 :])


def merged(boxes: Sequence[Box]) -> list[Box]:
    """The same cases in fewer boxes: two that differ in one dimension become one.

    >>> merged([(1, 1), (1, 2), (2, 3)])
    [(3, 3)]
    """
    left = list(boxes)
    pair = mergeable(left)
    while pair is not None:
        one, other = pair
        left.remove(one)
        left[left.index(other)] = tuple(mine | theirs for mine, theirs in zip(one, other, strict=True))
        pair = mergeable(left)
    return left


def mergeable(boxes: Sequence[Box]) -> tuple[Box, Box] | None:
    """The first two boxes that differ in one dimension only."""
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            if sum(mine != theirs for mine, theirs in zip(one, other, strict=True)) <= 1:
                return one, other
    return None
