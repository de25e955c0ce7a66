"""Calendar files, read back by another library: times over both clock changes, people, what replaces what."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject  # type: ignore[import-untyped]  # it has none

from uphold.kit.calendar_file import CalendarEvent, Guest, Method, Standing, calendar_file, content_type

NEW_YORK = ZoneInfo("America/New_York")


def event(starts_at: datetime, **others: object) -> CalendarEvent:
    stated = {
        "uid": "9f5c",
        "sequence": 2,
        "standing": Standing.CONFIRMED,
        "summary": "Install; at the harbour, shop 2",
        "description": "Bring:\nthe key.",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "zone": NEW_YORK,
        "stamped_at": datetime(2026, 9, 14, 15, tzinfo=UTC),
        "organiser": Guest("Northwind", "desk@northwind.example"),
        "guests": (Guest("Ada", "ada@harbour.example"),),
    }
    return CalendarEvent(**(stated | others))  # type: ignore[arg-type]  # values of the names above


def read(content: bytes) -> Any:  # noqa: ANN401 - the library has no types
    return vobject.readOne(content.decode())


@pytest.mark.parametrize(
    ("starts_at", "offset_hours"),
    [
        pytest.param(datetime(2026, 3, 6, 14, tzinfo=UTC), -5, id="before the clock goes forward"),
        pytest.param(datetime(2026, 3, 9, 13, tzinfo=UTC), -4, id="after it"),
        pytest.param(datetime(2026, 10, 30, 13, tzinfo=UTC), -4, id="before the clock goes back"),
        pytest.param(datetime(2026, 11, 2, 14, tzinfo=UTC), -5, id="after it"),
    ],
)
def test_nine_o_clock_is_nine_o_clock_on_either_side_of_a_clock_change(
    starts_at: datetime, offset_hours: int
) -> None:
    found = read(calendar_file([event(starts_at)], method=Method.REQUEST)).vevent

    assert found.dtstart.value == starts_at
    assert found.dtstart.value.hour == 9
    assert found.dtstart.value.utcoffset() == timedelta(hours=offset_hours)
    assert found.dtend.value - found.dtstart.value == timedelta(hours=2)


def test_an_event_that_spans_a_clock_change_lasts_as_long_as_it_lasts() -> None:
    night = datetime(2026, 11, 1, 4, 30, tzinfo=UTC)

    found = read(calendar_file([event(night)], method=Method.REQUEST)).vevent

    assert found.dtstart.value == night
    assert found.dtend.value.astimezone(UTC) == night + timedelta(hours=2)


def test_a_file_says_what_it_wants_and_whom_it_is_about() -> None:
    content = calendar_file([event(datetime(2026, 9, 21, 13, tzinfo=UTC))], method=Method.CANCEL, name="Ada")

    calendar = read(content)
    found = calendar.vevent
    assert calendar.method.value == "CANCEL"
    assert calendar.vtimezone.tzid.value == "America/New_York"
    assert (found.uid.value, found.sequence.value, found.status.value) == ("9f5c", "2", "CONFIRMED")
    assert found.summary.value == "Install; at the harbour, shop 2"
    assert found.description.value == "Bring:\nthe key."
    assert found.organizer.value == "mailto:desk@northwind.example"
    assert found.attendee.value == "mailto:ada@harbour.example"
    assert content_type(Method.CANCEL) == "text/calendar; method=CANCEL; charset=utf-8"


def test_what_people_write_ends_no_line_of_the_file() -> None:
    hostile = "Install\r\nSTATUS:CANCELLED\r\nX:"

    content = calendar_file(
        [event(datetime(2026, 9, 21, 13, tzinfo=UTC), summary=hostile)], method=Method.REQUEST
    )

    assert b"\r\nSTATUS:CANCELLED" not in content
    assert read(content).vevent.status.value == "CONFIRMED"
