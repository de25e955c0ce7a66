"""Shifts from a rota: by the wall clock over both clock changes, with exceptions, and without a hole unsaid."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from uphold.policy.rota import Override, Rotation, Shift, gaps, on_duty, shifts, turn_at

VIENNA = ZoneInfo("Europe/Vienna")
ADA, BEN, CLEO = 1, 2, 3


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=VIENNA)


def weekly(*members: int | None, first_on: str = "2026-03-16", handover_at: str = "09:00") -> Rotation:
    """Hands over on Mondays."""
    return Rotation(
        members=members,
        first_on=date.fromisoformat(first_on),
        handover_at=time.fromisoformat(handover_at),
        turn_days=7,
        zone="Europe/Vienna",
    )


def told(found: tuple[Shift, ...]) -> list[tuple[str, str, int | None]]:
    return [(local(shift.starts_at), local(shift.ends_at), shift.member) for shift in found]


def local(instant: datetime) -> str:
    return f"{instant.astimezone(VIENNA):%m-%d %H:%M}"


def test_turns_follow_one_another_in_their_order() -> None:
    found = shifts(weekly(ADA, BEN), since=at("2026-03-16 09:00"), until=at("2026-04-06 09:00"))

    assert told(found) == [
        ("03-16 09:00", "03-23 09:00", ADA),
        ("03-23 09:00", "03-30 09:00", BEN),
        ("03-30 09:00", "04-06 09:00", ADA),
    ]


def test_a_week_that_loses_an_hour_is_handed_over_at_nine_all_the_same() -> None:
    [week] = shifts(weekly(ADA, BEN), since=at("2026-03-23 09:00"), until=at("2026-03-30 09:00"))

    assert week.ends_at - week.starts_at == timedelta(hours=7 * 24 - 1)
    assert week.ends_at == datetime(2026, 3, 30, 7, tzinfo=UTC)


def test_a_week_that_gains_an_hour_is_handed_over_at_nine_all_the_same() -> None:
    rota = weekly(ADA, BEN)

    [week] = shifts(rota, since=at("2026-10-19 09:00"), until=at("2026-10-26 09:00"))

    assert week.ends_at - week.starts_at == timedelta(hours=7 * 24 + 1)
    assert week.ends_at == datetime(2026, 10, 26, 8, tzinfo=UTC)


def test_a_hand_over_in_the_hour_that_is_skipped_comes_an_hour_later_by_the_clock() -> None:
    daily = Rotation(
        members=(ADA, BEN),
        first_on=date(2026, 3, 28),
        handover_at=time(2, 30),
        turn_days=1,
        zone="Europe/Vienna",
    )

    assert on_duty(daily, at=datetime(2026, 3, 29, 1, 29, tzinfo=UTC)) == ADA
    assert on_duty(daily, at=datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) == BEN


def test_a_hand_over_in_the_hour_that_comes_twice_comes_the_first_time() -> None:
    daily = Rotation(
        members=(ADA, BEN),
        first_on=date(2026, 10, 24),
        handover_at=time(2, 30),
        turn_days=1,
        zone="Europe/Vienna",
    )

    assert on_duty(daily, at=datetime(2026, 10, 25, 0, 29, tzinfo=UTC)) == ADA
    assert on_duty(daily, at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == BEN
    assert on_duty(daily, at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == BEN


def test_an_exception_stands_in_its_span_and_nowhere_else() -> None:
    instead = Override(at("2026-03-18 18:00"), at("2026-03-19 08:00"), CLEO)

    found = shifts(weekly(ADA, BEN), [instead], since=at("2026-03-18 00:00"), until=at("2026-03-20 00:00"))

    assert told(found) == [
        ("03-18 00:00", "03-18 18:00", ADA),
        ("03-18 18:00", "03-19 08:00", CLEO),
        ("03-19 08:00", "03-20 00:00", ADA),
    ]


def test_the_exception_that_was_made_last_wins() -> None:
    day, night = at("2026-03-18 00:00"), at("2026-03-19 00:00")
    nobody, ben = Override(day, night, None), Override(day + timedelta(hours=12), night, BEN)

    found = shifts(weekly(ADA), [nobody, ben], since=day, until=night)

    assert told(found) == [("03-18 00:00", "03-18 12:00", None), ("03-18 12:00", "03-19 00:00", BEN)]


def test_an_exception_that_begins_in_the_hour_that_comes_twice_begins_at_its_own_instant() -> None:
    first = at("2026-10-25 02:30")
    second = first.replace(fold=1)

    found = shifts(weekly(ADA), [Override(first, second, BEN)], since=first, until=second)

    assert [(shift.ends_at - shift.starts_at, shift.member) for shift in found] == [(timedelta(hours=1), BEN)]


def test_gaps_are_what_nobody_covers() -> None:
    away = Override(at("2026-03-21 00:00"), at("2026-03-23 12:00"), None)
    rota = weekly(ADA, None)

    found = gaps(shifts(rota, [away], since=at("2026-03-16 00:00"), until=at("2026-04-06 09:00")))

    assert [(local(gap.starts_at), local(gap.ends_at)) for gap in found] == [
        ("03-16 00:00", "03-16 09:00"),
        ("03-21 00:00", "03-30 09:00"),
    ]


def test_nobody_is_on_duty_before_the_first_turn() -> None:
    rota = weekly(ADA)

    assert on_duty(rota, at=at("2026-03-16 08:59")) is None
    assert on_duty(rota, at=at("2026-03-16 09:00")) == ADA


@given(
    members=some.lists(some.sampled_from([ADA, BEN, CLEO, None]), max_size=4),
    turn_days=some.sampled_from([1, 2, 7, 14]),
    hour=some.integers(0, 23),
    hours=some.lists(some.tuples(some.integers(-50, 900), some.integers(1, 200)), max_size=4),
    asked=some.integers(0, 899),
)
def test_shifts_fill_the_span_and_say_what_each_instant_says(
    members: list[int | None], turn_days: int, hour: int, hours: list[tuple[int, int]], asked: int
) -> None:
    rota = Rotation(
        members=tuple(members),
        first_on=date(2026, 3, 20),
        handover_at=time(hour, 30),
        turn_days=turn_days,
        zone="Europe/Vienna",
    )
    since = datetime(2026, 3, 18, tzinfo=UTC)
    until = since + timedelta(hours=900)
    overrides = [
        Override(since + timedelta(hours=start), since + timedelta(hours=start + length), CLEO)
        for start, length in hours
    ]
    instant = since + timedelta(hours=asked)

    found = shifts(rota, overrides, since=since, until=until)

    assert (found[0].starts_at, found[-1].ends_at) == (since, until)
    assert all(one.ends_at == other.starts_at for one, other in pairwise(found))
    [shift] = [each for each in found if each.starts_at <= instant < each.ends_at]
    assert shift.member == on_duty(rota, overrides, at=instant)


def test_a_turn_is_found_whole_from_any_instant_in_it() -> None:
    turn = turn_at(weekly(ADA, BEN), at=at("2026-03-25 13:00"))

    assert turn is not None
    assert (local(turn.starts_at), local(turn.ends_at), turn.member) == ("03-23 09:00", "03-30 09:00", BEN)
