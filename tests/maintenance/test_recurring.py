"""Work that recurs: the next occurrences ahead, at the same hour of the wall clock, each for itself."""

import pytest

from tests.cast.appointments import ny
from tests.cast.maintenance import make_plan, make_work
from tests.cast.people import Cast
from uphold.maintenance.actions import call_off_work, end_series, move_work, repeat_work
from uphold.maintenance.jobs import make_series_ahead
from uphold.maintenance.models import PlannedWork, Series
from uphold.maintenance.refusals import RuleUnreadable
from uphold.products.models import Product

SEPTEMBER = ny("2026-09-01 10:00")
MONTHLY = "FREQ=MONTHLY;BYDAY=1SU"


@pytest.fixture
def first(hosted: Cast, exchange: Product) -> PlannedWork:
    plan = make_plan(exchange, starts="2026-09-06 02:00", ends="2026-09-06 04:00")
    return make_work(hosted, plan, at=SEPTEMBER, to="draft")


def test_occurrences_keep_the_hour_of_the_wall_clock_over_its_change(
    hosted: Cast, first: PlannedWork, exchange: Product
) -> None:
    repeat_work(actor=hosted.ben.actor, work=first, rule=MONTHLY, at=SEPTEMBER)

    made = PlannedWork.objects.order_by("starts_at")
    assert [each.starts_at for each in made] == [
        ny("2026-09-06 02:00"),
        ny("2026-10-04 02:00"),
        ny("2026-11-01 02:00"),
    ]
    assert {(each.state, each.ends_at - each.starts_at) for each in made} == {
        ("draft", first.ends_at - first.starts_at)
    }
    assert [list(each.products.all()) for each in made] == [[exchange]] * 3


def test_made_twice_there_is_none_twice_and_time_brings_the_next(hosted: Cast, first: PlannedWork) -> None:
    repeat_work(actor=hosted.ben.actor, work=first, rule=MONTHLY, at=SEPTEMBER)

    assert make_series_ahead(SEPTEMBER) == 0
    assert make_series_ahead(ny("2026-10-01 10:00")) == 1


def test_one_occurrence_moved_and_one_called_off_come_no_second_time(
    hosted: Cast, first: PlannedWork
) -> None:
    repeat_work(actor=hosted.ben.actor, work=first, rule=MONTHLY, at=SEPTEMBER)
    second, third = PlannedWork.objects.order_by("starts_at")[1:]
    times = make_plan(starts="2026-10-05 02:00", ends="2026-10-05 04:00").times
    move_work(actor=hosted.ben.actor, work=second, times=times, reason="A holiday.", at=SEPTEMBER)
    call_off_work(actor=hosted.ben.actor, work=third, reason="Nothing to do.", at=SEPTEMBER)

    assert make_series_ahead(SEPTEMBER) == 0
    second.refresh_from_db()
    assert (PlannedWork.objects.count(), second.starts_at) == (3, times.starts_at)


def test_a_series_that_ended_makes_no_more(hosted: Cast, first: PlannedWork) -> None:
    repeat_work(actor=hosted.ben.actor, work=first, rule=MONTHLY, at=SEPTEMBER)
    first.refresh_from_db()
    end_series(actor=hosted.ben.actor, work=first, at=SEPTEMBER)

    assert make_series_ahead(ny("2026-12-01 10:00")) == 0


@pytest.mark.parametrize("rule", ["", "every month", "FREQ=NEVER", "FREQ=SECONDLY", "FREQ=DAILY\nEXDATE:x"])
def test_what_is_no_rule_is_refused(hosted: Cast, first: PlannedWork, rule: str) -> None:
    with pytest.raises(RuleUnreadable):
        repeat_work(actor=hosted.ben.actor, work=first, rule=rule, at=SEPTEMBER)

    assert not Series.objects.exists()
