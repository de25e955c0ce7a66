"""Where the ribbon puts time, and what it says to those who do not see it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from uphold.ui.components.ribbon import RibbonSize, Stretch, StretchKind, ribbon
from uphold.ui.components.row_ribbon import row_ribbon

ZONE = ZoneInfo("America/New_York")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


STRETCHES = (
    Stretch(at(23, 15), at(23, 17), StretchKind.COUNTED),
    Stretch(at(23, 17), at(24, 9), StretchKind.CLOSED),
    Stretch(at(24, 9), at(24, 10), StretchKind.PAUSED),
    Stretch(at(24, 10), at(24, 11), StretchKind.COUNTED),
)


def test_stretches_lie_one_after_the_other_over_the_whole_strip() -> None:
    drawn = ribbon(STRETCHES, now=at(24, 11), zone=ZONE)

    assert [piece.x for piece in drawn.pieces] == ["0.00%", "10.00%", "90.00%", "95.00%"]
    assert [piece.width for piece in drawn.pieces] == ["10.00%", "80.00%", "5.00%", "5.00%"]


def test_days_change_at_the_midnight_of_the_zone() -> None:
    drawn = ribbon(STRETCHES, now=at(24, 11), zone=ZONE)

    assert [(tick.x, tick.label) for tick in drawn.ticks] == [("0.00%", "Mon 23"), ("45.00%", "Tue 24")]


def test_a_day_of_25_hours_is_an_hour_wider() -> None:
    autumn = (Stretch(at(1, 0), at(3, 0), StretchKind.OPEN),)

    drawn = ribbon(autumn, now=at(1, 0), zone=ZONE)

    assert [tick.x for tick in drawn.ticks] == ["0.00%", "51.02%"]


def test_an_instant_outside_the_strip_is_not_drawn() -> None:
    drawn = ribbon(STRETCHES, now=at(25, 9), zone=ZONE, due_at=at(24, 10))

    assert (drawn.now_x, drawn.due_x, drawn.is_missed) == ("", "95.00%", True)


def test_the_strip_is_said_in_words() -> None:
    drawn = ribbon(STRETCHES, now=at(24, 11), zone=ZONE, due_at=at(24, 11))

    assert drawn.text == "3 h counted, 1 h paused, due Tue 24 Nov, 11:00"


def test_the_why_view_adds_up_what_counted_line_by_line() -> None:
    drawn = ribbon(STRETCHES, now=at(24, 11), zone=ZONE, size=RibbonSize.WHY)

    assert [(line.begins, line.ends, line.length, line.counted) for line in drawn.lines] == [
        ("Mon 23 Nov, 15:00", "17:00", "2 h", "2 h"),
        ("Mon 23 Nov, 17:00", "Tue 24 Nov, 09:00", "16 h", ""),
        ("Tue 24 Nov, 09:00", "10:00", "1 h", ""),
        ("Tue 24 Nov, 10:00", "11:00", "1 h", "3 h"),
    ]


def test_the_ribbon_of_a_row_joins_the_stretches_of_a_kind_in_one_path() -> None:
    drawn = row_ribbon(STRETCHES, now=at(24, 11), due_at=at(24, 11))

    assert dict(drawn.shapes) == {
        "closed": "M4.8 3h38.4v8H4.8z",
        "paused": "M43.2 3h2.4v8H43.2z",
        "counted": "M0 3h4.8v8H0zM45.6 3h2.4v8H45.6z",
    }
    assert (drawn.now, drawn.due[:7], drawn.is_missed) == ("M48 1v12", "M48 0v1", True)


def test_what_will_count_is_drawn_open_and_added_up_in_the_lines() -> None:
    drawn = ribbon(STRETCHES, now=at(23, 16), zone=ZONE, size=RibbonSize.WHY)

    assert [piece.kind for piece in drawn.pieces] == ["counted", "open", "closed", "paused", "open"]
    assert drawn.text == "1 h counted, 1 h paused"
    assert drawn.lines[-1].counted == "3 h"


def test_a_flag_at_the_end_of_the_strip_flies_to_the_left() -> None:
    inside = row_ribbon(STRETCHES, now=at(23, 16), due_at=at(23, 17))
    at_the_end = row_ribbon(STRETCHES, now=at(23, 16), due_at=at(24, 11))

    assert inside.due == "M4.8 0v14m0-14l5 2.5l-5 2.5z"
    assert at_the_end.due == "M48 0v14m0-14l-5 2.5l5 2.5z"


def test_the_ribbon_of_a_row_leaves_out_what_lies_outside() -> None:
    drawn = row_ribbon(STRETCHES, now=at(25, 9), due_at=at(24, 10))

    assert (drawn.now, drawn.is_missed) == ("", True)
