"""Work is cut where a rate may change, and nothing of it is lost."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.policy.charges.work import NOON
from uphold.policy.charges.segments import cut
from uphold.policy.time.instants import Span


def test_an_hour_is_cut_at_the_closing_within_it() -> None:
    hour = Span(NOON, NOON + timedelta(hours=1))

    parts = cut(hour, edges=[NOON + timedelta(minutes=40)])

    assert [part.seconds for part in parts] == [2400, 1200]


def test_an_edge_at_either_end_cuts_nothing() -> None:
    hour = Span(NOON, NOON + timedelta(hours=1))

    assert cut(hour, edges=[hour.starts_at, hour.ends_at]) == (hour,)


def test_no_time_has_no_parts() -> None:
    assert cut(Span(NOON, NOON), edges=[NOON]) == ()


@given(st.integers(1, 10_000), st.lists(st.integers(-100, 11_000)))
def test_the_parts_follow_each_other_and_add_up(seconds: int, offsets: list[int]) -> None:
    span = Span(NOON, NOON + timedelta(seconds=seconds))

    parts = cut(span, edges=[NOON + timedelta(seconds=offset) for offset in offsets])

    assert parts[0].starts_at == span.starts_at
    assert parts[-1].ends_at == span.ends_at
    assert all(one.ends_at == following.starts_at for one, following in pairwise(parts))
    assert all(part.seconds > 0 for part in parts)
