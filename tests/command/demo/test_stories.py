"""The stories of the demonstration are lawful on any day of any week: in order, and never ahead of the present."""

from datetime import UTC, datetime, timedelta

import pytest

from uphold.command.demo.cast import ORGANISATIONS, STAFF
from uphold.command.demo.moments import Almanac
from uphold.command.demo.stories import earlier_stories, present_stories
from uphold.command.demo.story import Act, Story
from uphold.policy.time.calendar import Calendar, compile_calendar
from uphold.policy.time.hours import WORKING_WEEK, HoursRule, WeeklyHours, shift

STORIES = (*earlier_stories(), *present_stories())
MONDAY_MIDNIGHT = datetime(2026, 10, 26, tzinfo=UTC)
A_WEEK_WITH_A_CHANGE_OF_CLOCKS = [
    MONDAY_MIDNIGHT + timedelta(hours=hours, minutes=17) for hours in range(24 * 8)
]


@pytest.fixture(scope="module")
def hours() -> Calendar:
    rule = HoursRule(weekdays=WORKING_WEEK, shift=shift("09:00", "17:00"))
    return compile_calendar(WeeklyHours(zone="America/New_York", rules=(rule,)))


def test_every_step_follows_the_one_before_it_and_lies_in_the_past(hours: Calendar) -> None:
    for now in A_WEEK_WITH_A_CHANGE_OF_CLOCKS:
        almanac = Almanac(now, hours)
        for story in STORIES:
            moments = moments_of(story, almanac)

            assert moments == sorted(moments), (now, story.subject)
            assert moments[-1] <= now, (now, story.subject)


def moments_of(story: Story, almanac: Almanac) -> list[datetime]:
    opened_at = almanac.opening(story.opened)
    return [opened_at, *(almanac.step(step.at, opened_at=opened_at) for step in story.steps)]


def test_work_has_ended_by_now(hours: Calendar) -> None:
    for now in A_WEEK_WITH_A_CHANGE_OF_CLOCKS:
        almanac = Almanac(now, hours)
        for story in STORIES:
            opened_at = almanac.opening(story.opened)
            for step in story.steps:
                if step.act is Act.WORK:
                    began_at = almanac.step(step.at, opened_at=opened_at)
                    ended_at = almanac.step(step.value, opened_at=began_at)

                    assert began_at < ended_at <= now, (now, story.subject)


def test_everybody_in_a_story_is_in_the_cast() -> None:
    known = {staff.key for staff in STAFF} | {each.key for one in ORGANISATIONS for each in one.contacts}

    named = {story.by for story in STORIES} | {step.by for story in STORIES for step in story.steps}

    assert named <= known


def test_the_past_is_the_same_on_every_machine() -> None:
    assert (*earlier_stories(), *present_stories()) == STORIES
