"""What a badge says of a promise."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from uphold.ui.components.promise import PromiseState, met, missed, none_promised, paused, running

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ZONE = ZoneInfo("UTC")


def test_a_running_promise_says_the_act_and_the_time_left() -> None:
    promise = running("answer", due_at=NOW + timedelta(minutes=42), now=NOW, zone=ZONE)

    assert (promise.state, promise.words) == (PromiseState.RUNNING, "answer in 42 min")
    assert (promise.before, promise.after) == ("answer in {span}", "missed by {span}")


def test_a_promise_due_soon_says_so() -> None:
    promise = running("answer", due_at=NOW + timedelta(minutes=9), now=NOW, zone=ZONE, is_soon=True)

    assert (promise.state, promise.words) == (PromiseState.SOON, "answer due soon, 9 min")


def test_a_running_promise_past_its_instant_is_missed_and_goes_on_counting() -> None:
    promise = running("answer", due_at=NOW - timedelta(minutes=70), now=NOW, zone=ZONE)

    assert (promise.state, promise.words) == (PromiseState.MISSED, "missed by 1 h 10")
    assert promise.after == "missed by {span}"


def test_a_promise_missed_and_then_met_stands_still() -> None:
    promise = missed(by=timedelta(minutes=12))

    assert (promise.words, promise.after) == ("missed by 12 min", "")


def test_a_paused_promise_says_for_whom_it_waits() -> None:
    assert paused("the customer").words == "paused, waiting for the customer"
    assert paused("").words == "paused"


def test_a_kept_promise_and_none_have_words_and_an_icon_of_their_own() -> None:
    kept, none = met(within=timedelta(minutes=18)), none_promised()

    assert (kept.words, kept.icon) == ("met in 18 min", "circle-check")
    assert (none.words, none.icon) == ("none promised", "circle-dashed")
