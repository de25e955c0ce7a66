"""The timer: one a person, it asks when it was silent for long, and becomes an entry of the work log."""

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.access import NotAllowed
from uphold.kit import Refused
from uphold.metering.actions import discard_timer, start_timer, still_working, stop_timer
from uphold.metering.models import Source, Timer, WorkEntry
from uphold.metering.queries import is_idle, timer_of, work_on

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")


def test_what_ran_becomes_an_entry_in_whole_seconds(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    start_timer(actor=cast.ben.actor, ticket=ticket, problem="p1", at=TEN.replace(microsecond=700_000))

    entry = stop_timer(actor=cast.ben.actor, words="Read the logs", at=NOON.replace(microsecond=200_000))

    assert entry is not None
    assert (entry.started_at, entry.ended_at) == (TEN, NOON)
    assert (entry.problem, entry.words, entry.source) == ("p1", "Read the logs", Source.TIMER)
    assert timer_of(cast.ben.actor) is None


def test_a_call_is_taken_and_its_end_logs_it_as_work(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    start_timer(actor=cast.ben.actor, ticket=ticket, source=Source.CALL, at=TEN)

    entry = stop_timer(actor=cast.ben.actor, words="Ada described it", at=at("2026-06-09 10:07"))

    assert entry is not None
    assert entry.source == Source.CALL
    assert list(work_on(ticket)) == [entry]


def test_a_second_timer_is_refused_by_the_name_of_the_first(cast: Cast) -> None:
    first = make_ticket(customer=cast.ada, opened_at=TEN)
    second = make_ticket(customer=cast.eve, opened_at=TEN)
    start_timer(actor=cast.ben.actor, ticket=first, at=TEN)

    with pytest.raises(Refused, match=first.number) as refusal:
        start_timer(actor=cast.ben.actor, ticket=second, at=NOON)

    assert refusal.value.code == "timer_runs"
    assert Timer.objects.get().ticket == first


def test_a_switch_logs_the_first_and_goes_on_at_the_second(cast: Cast) -> None:
    first = make_ticket(customer=cast.ada, opened_at=TEN)
    second = make_ticket(customer=cast.eve, opened_at=TEN)
    start_timer(actor=cast.ben.actor, ticket=first, at=TEN)

    start_timer(actor=cast.ben.actor, ticket=second, is_switch=True, at=at("2026-06-09 10:20"))

    assert [(entry.started_at, entry.ended_at) for entry in work_on(first)] == [(TEN, at("2026-06-09 10:20"))]
    assert (Timer.objects.get().ticket, Timer.objects.get().started_at) == (second, at("2026-06-09 10:20"))


def test_each_person_has_a_timer_of_the_own(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)

    start_timer(actor=cast.ben.actor, ticket=ticket, at=TEN)
    start_timer(actor=cast.nia.actor, ticket=ticket, at=TEN)

    assert Timer.objects.count() == 2


def test_after_half_an_hour_of_silence_it_asks(cast: Cast) -> None:
    timer = start_timer(actor=cast.ben.actor, ticket=make_ticket(customer=cast.ada, opened_at=TEN), at=TEN)

    assert not is_idle(timer, at=at("2026-06-09 10:29"))
    assert is_idle(timer, at=at("2026-06-09 10:30"))


def test_whoever_says_that_the_work_goes_on_is_asked_half_an_hour_later(cast: Cast) -> None:
    start_timer(actor=cast.ben.actor, ticket=make_ticket(customer=cast.ada, opened_at=TEN), at=TEN)

    timer = still_working(actor=cast.ben.actor, at=at("2026-06-09 10:40"))

    assert not is_idle(timer, at=at("2026-06-09 11:09"))
    assert is_idle(timer, at=at("2026-06-09 11:10"))


def test_it_may_stop_when_its_owner_was_last_seen(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    start_timer(actor=cast.ben.actor, ticket=ticket, at=TEN)
    timer = still_working(actor=cast.ben.actor, at=at("2026-06-09 10:40"))

    stop_timer(actor=cast.ben.actor, ended_at=timer.seen_at, at=NOON)

    assert [entry.ended_at for entry in work_on(ticket)] == [at("2026-06-09 10:40")]


def test_what_is_thrown_away_is_no_work(cast: Cast) -> None:
    start_timer(actor=cast.ben.actor, ticket=make_ticket(customer=cast.ada, opened_at=TEN), at=TEN)

    discard_timer(actor=cast.ben.actor, at=NOON)

    assert not WorkEntry.objects.exists()
    assert not Timer.objects.exists()


def test_what_ran_for_no_second_is_no_work(cast: Cast) -> None:
    start_timer(actor=cast.ben.actor, ticket=make_ticket(customer=cast.ada, opened_at=TEN), at=TEN)

    entry = stop_timer(actor=cast.ben.actor, at=TEN.replace(microsecond=900_000))

    assert entry is None
    assert not Timer.objects.exists()


def test_where_none_runs_none_can_be_stopped(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        stop_timer(actor=cast.ben.actor, at=NOON)

    assert refusal.value.code == "no_timer_runs"
    assert not WorkEntry.objects.exists()


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", NotAllowed),
        ("max", NotAllowed),
        ("eve", NotAllowed),
        ("ben", None),
        ("nia", None),
        ("lea", None),
        ("olga", None),
        ("tom", NotAllowed),
    ],
)
def test_who_may_start_a_timer(cast: Cast, name: str, refusal: type[Exception] | None) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    actor = getattr(cast, name).actor

    if refusal is None:
        assert start_timer(actor=actor, ticket=ticket, at=TEN).ticket == ticket
    else:
        with pytest.raises(refusal):
            start_timer(actor=actor, ticket=ticket, at=TEN)
        assert not Timer.objects.exists()


def test_a_stranger_learns_nothing_of_the_timers_of_others(cast: Cast) -> None:
    start_timer(actor=cast.ben.actor, ticket=make_ticket(customer=cast.ada, opened_at=TEN), at=TEN)

    assert timer_of(cast.tom.actor) is None
    with pytest.raises(Refused) as refusal:
        discard_timer(actor=cast.tom.actor, at=NOON)
    assert refusal.value.code == "no_timer_runs"
