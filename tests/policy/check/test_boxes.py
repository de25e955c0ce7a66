"""The analysis by boxes finds exactly what listing every case finds."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uphold.policy.check.boxes import Box, Effort, NotProven, common, cut, holds, leftover, merged

SIZES = (3, 2, 3, 4)
boxes = st.tuples(*(st.integers(min_value=0, max_value=(1 << size) - 1) for size in SIZES))
WHOLE: Box = tuple((1 << size) - 1 for size in SIZES)


def cases(box: Box) -> set[tuple[int, ...]]:
    """Every case of a box, listed: what the analysis never does."""
    return set(product(*([bit for bit in range(4) if classes >> bit & 1] for classes in box)))


@settings(max_examples=200)
@given(box=boxes, taken=st.lists(boxes, max_size=8))
def test_what_is_left_of_a_box_is_what_listing_leaves(box: Box, taken: list[Box]) -> None:
    left = list(leftover(box, taken=taken, effort=Effort(100_000))) if all(box) else []

    listed = cases(box) - {case for other in taken for case in cases(other)}

    assert set().union(*map(cases, left)) == listed
    assert sum(len(cases(part)) for part in left) == len(listed)


@given(one=boxes, other=boxes)
def test_two_boxes_share_what_listing_shares(one: Box, other: Box) -> None:
    shared = common(one, other)

    listed = cases(one) & cases(other)

    assert (cases(shared) if shared is not None else set()) == listed


@given(one=boxes, other=boxes)
def test_a_box_holds_another_when_every_case_lies_in_it(one: Box, other: Box) -> None:
    held = holds(one, other)

    assert not held or cases(other) <= cases(one)
    assert held or not all(other) or not cases(other) <= cases(one)


@given(taken=st.lists(boxes, max_size=6))
def test_fewer_boxes_hold_the_same_cases(taken: list[Box]) -> None:
    left = list(leftover(WHOLE, taken=taken, effort=Effort(100_000)))

    fewer = merged(left)

    assert set().union(*map(cases, fewer)) == set().union(*map(cases, left))
    assert len(fewer) <= len(left)


def test_a_box_cut_by_another_leaves_parts_that_do_not_meet() -> None:
    parts = list(cut((0b111, 0b11), (0b011, 0b01)))

    assert parts == [(0b100, 0b11), (0b011, 0b10)]


def test_past_its_budget_nothing_is_said_to_be_proven() -> None:
    taken: list[Box] = [(1 << place, 1) for place in range(3)]

    with pytest.raises(NotProven):
        list(leftover((0b111, 0b11), taken=taken, effort=Effort(2)))
