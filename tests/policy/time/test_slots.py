"""Slots: windows by the wall clock, less what is taken; right on the days when clocks change."""

from datetime import timedelta

import pytest

from tests.policy.time.builders import NEW_YORK, at, days_off
from uphold.policy.time.hours import Weekday, shift
from uphold.policy.time.instants import Span
from uphold.policy.time.slots import BookableWindow, free_slots

HOUR = 3600
A_DAY = timedelta(days=1)


def window(
    weekday: Weekday, opens: str, closes: str, *, zone: str = NEW_YORK, slot_seconds: int = 2 * HOUR
) -> BookableWindow:
    return BookableWindow(weekday=weekday, shift=shift(opens, closes), zone=zone, slot_seconds=slot_seconds)


def begins(slots: tuple[Span, ...]) -> list[str]:
    return [f"{slot.starts_at:%m-%d %H:%M}" for slot in slots]


def test_slots_follow_one_another_and_what_is_left_is_none() -> None:
    monday = window(Weekday.MONDAY, "09:00", "16:00")

    slots = free_slots([monday], starts_at=at("2026-09-21 00:00"), ends_at=at("2026-09-22 12:00"))

    assert begins(slots) == ["09-21 13:00", "09-21 15:00", "09-21 17:00"]
    assert slots[-1].ends_at == at("2026-09-21 19:00")


def test_what_is_taken_takes_each_slot_that_it_touches_and_no_other() -> None:
    monday = window(Weekday.MONDAY, "09:00", "17:00")
    taken = [
        Span(at("2026-09-21 10:59", NEW_YORK), at("2026-09-21 11:00", NEW_YORK)),
        Span(at("2026-09-21 13:00", NEW_YORK), at("2026-09-21 15:00", NEW_YORK)),
    ]

    slots = free_slots(
        [monday], taken=taken, starts_at=at("2026-09-21 00:00"), ends_at=at("2026-09-22 12:00")
    )

    assert begins(slots) == ["09-21 15:00", "09-21 19:00"]


def test_slots_begin_no_earlier_and_end_no_later_than_asked_for() -> None:
    monday = window(Weekday.MONDAY, "09:00", "17:00")
    just_too_late = at("2026-09-21 09:00", NEW_YORK) + timedelta(microseconds=1)

    slots = free_slots([monday], starts_at=just_too_late, ends_at=at("2026-09-21 15:59", NEW_YORK))

    assert begins(slots) == ["09-21 15:00", "09-21 17:00"]


def test_a_window_stays_closed_on_a_holiday() -> None:
    monday = window(Weekday.MONDAY, "09:00", "11:00")

    slots = free_slots(
        [monday],
        starts_at=at("2026-09-21 00:00"),
        ends_at=at("2026-10-06 00:00"),
        holidays=days_off("2026-09-28"),
    )

    assert begins(slots) == ["09-21 13:00", "10-05 13:00"]


def test_a_window_past_midnight_belongs_to_the_day_it_opens_on() -> None:
    saturday = window(Weekday.SATURDAY, "22:00", "02:00")

    slots = free_slots([saturday], starts_at=at("2026-09-19 00:00"), ends_at=at("2026-09-21 00:00"))

    assert begins(slots) == ["09-20 02:00", "09-20 04:00"]


@pytest.mark.parametrize(
    ("on", "hours"),
    [
        pytest.param("2026-03-08", 5, id="an hour is left out"),
        pytest.param("2026-11-01", 7, id="an hour comes twice"),
        pytest.param("2026-11-08", 6, id="a day like others"),
    ],
)
def test_a_window_over_a_clock_change_has_the_hours_that_there_are(on: str, hours: int) -> None:
    night = window(Weekday.SUNDAY, "00:00", "06:00", slot_seconds=HOUR)

    slots = free_slots([night], starts_at=at(f"{on} 00:00", NEW_YORK), ends_at=at(f"{on} 23:00", NEW_YORK))

    assert len(slots) == hours
    assert all(slot.seconds == HOUR for slot in slots)


@pytest.mark.parametrize("on", ["2026-03-06", "2026-03-09", "2026-10-30", "2026-11-02"])
def test_a_window_opens_at_the_same_wall_time_before_and_after_a_clock_change(on: str) -> None:
    weekday = Weekday(at(f"{on} 12:00").weekday())

    [slot] = free_slots(
        [window(weekday, "09:00", "11:00")],
        starts_at=at(f"{on} 00:00"),
        ends_at=at(f"{on} 23:00"),
    )

    assert slot.starts_at == at(f"{on} 09:00", NEW_YORK)


def test_a_slot_of_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="lasts some time"):
        window(Weekday.MONDAY, "09:00", "17:00", slot_seconds=0)
