"""Hours as they are written down."""

import pytest

from uphold.policy.time.hours import MalformedTime, Shift, second_of_day, shift
from uphold.policy.time.local import UnknownZone, due_local, zone_of


@pytest.mark.parametrize(
    "text", ["9", "09:60", "24:01", "25:00", "-1:00", "09:00:60", "nine", "9:0:0:0", "٩:٠٠"]
)
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(MalformedTime, match="is not a time of day"):
        second_of_day(text)


def test_a_shift_cannot_be_made_of_seconds_beyond_the_day() -> None:
    with pytest.raises(MalformedTime):
        Shift(0, 90_000)


@pytest.mark.parametrize(
    ("opens", "closes", "hours"),
    [("09:00", "17:00", 8), ("22:00", "06:00", 8), ("08:00", "08:00", 24), ("00:00", "24:00", 24)],
)
def test_a_shift_is_as_long_as_the_wall_clock_says(opens: str, closes: str, hours: int) -> None:
    part = shift(opens, closes)

    assert part.length_seconds == hours * 3600


@pytest.mark.parametrize("name", ["Eastern", "", "../etc/passwd", "America"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone, match="is not a zone"):
        zone_of(name)


def test_no_due_instant_reads_as_none_in_every_zone() -> None:
    assert due_local(None, zone="Europe/Berlin") is None
