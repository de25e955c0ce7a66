"""What was decided for a whole account, as a ticket's case has it: lifted, counted, and never in an outage's way."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.policy.scenario.asking import ask, desk, happened, target
from tests.policy.scenario.test_standing_and_escalation import INVOICES, STANDING, WISH, standing
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.reading import read_case
from uphold.policy.scenario.standing import DAYS, LIFT

AGREEMENT = desk(STANDING)
OPENED = "2026-06-15 09:00"
SUSPENDED = happened(
    "2026-06-15 09:30", "taken", by="manager", kind="Standing", answer="suspend", subject="handling"
)


def at(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=ZoneInfo("America/New_York"))


def suspended_until(
    ended_at: str | None, *, asked_at: str, days: int | None = None, due: str = "2026-06-01"
) -> tuple[bool, str, int]:
    """Whether it is suspended, the state of the first response, and the seconds it used."""
    told = {
        "opened": at(OPENED).isoformat(),
        "at": at(asked_at).isoformat(),
        "facts": WISH,
        "account": {"invoices": [{"number": "7", "due": due, "amount": "80.00"}]},
    }
    taken = Event(
        at=at("2026-06-15 09:30"),
        what=Happening.TAKEN,
        by="manager",
        kind="standing",
        answer="suspend",
        subject="handling",
        facts={} if days is None else {DAYS: Decimal(days)},
    )
    lifted = [] if ended_at is None else [replace(taken, at=at(ended_at), answer=LIFT)]
    case = replace(read_case(told, AGREEMENT), events=(taken, *lifted))
    answered = answer(AGREEMENT, case)
    first = next(each for each in answered.targets if each.metric == "first response")
    handling = next(each for each in answered.standing if each.capability == "handling")
    return handling.is_suspended, first.state, first.used_seconds


def test_what_was_taken_lasts_while_it_is_not_paid() -> None:
    assert suspended_until(None, asked_at="2026-06-15 11:00") == (True, "paused", 1800)


def test_lifting_ends_it_although_the_bill_is_open() -> None:
    assert suspended_until("2026-06-15 10:00", asked_at="2026-06-15 11:00") == (False, "running", 5400)


def test_days_stated_with_the_choice_count_in_place_of_those_of_the_day() -> None:
    moment = "2026-06-15 11:00"

    assert suspended_until(None, asked_at=moment, due="2026-06-12") == (False, "running", 7200)
    assert suspended_until(None, asked_at=moment, due="2026-06-12", days=12) == (True, "paused", 1800)


@pytest.mark.parametrize(("found", "suspended", "state"), [("yes", False, "running"), ("no", True, "paused")])
def test_an_outage_that_is_found_ends_it_for_this_ticket(found: str, suspended: bool, state: str) -> None:  # noqa: FBT001 - a row of the table above
    answered = ask(
        AGREEMENT,
        opened=OPENED,
        at="2026-06-15 11:00",
        facts=WISH,
        account=INVOICES,
        events=[SUSPENDED, happened("2026-06-15 10:00", "found", facts={"affects service": found})],
    )

    assert standing(answered, "handling")["suspended"] is suspended
    assert target(answered, "first response")["state"] == state
