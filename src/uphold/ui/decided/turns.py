"""Whose turn it is, and how long it was whose: the customer's time beside ours, alike for both."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from uphold.policy.clocks.duties import Duty, Party
from uphold.policy.scenario.duties import Duties
from uphold.ui import words
from uphold.ui.components.fact import Fact

SECONDS = 60


def turns_of(duties: Duties, *, zone: ZoneInfo, now: datetime, is_customer: bool) -> list[Fact]:
    """Who has it since when, then the hours of each party that ever had it. `is_customer` is whoever reads."""
    names = party_names(is_customer=is_customer)
    told = (
        [current_fact(duties.current, duties.hours, zone=zone, now=now, names=names)]
        if duties.current
        else []
    )
    had = {duty.party for duty in duties.stretches}
    sums = [
        Fact(names[party][1], length(duties.seconds(party), duties.hours)) for party in Party if party in had
    ]
    return [*told, *(sums if len(sums) > 1 else [])]


def current_fact(
    duty: Duty, hours: str | None, *, zone: ZoneInfo, now: datetime, names: dict[Party, tuple[str, str]]
) -> Fact:
    since = gettext("since %(when)s, %(length)s") % {
        "when": words.instant(duty.starts_at, zone, now=now),
        "length": length(duty.open_seconds, hours),
    }
    return Fact(names[duty.party][0], since)


def length(seconds: int, hours: str | None) -> str:
    """Exact to the minute, with the hours that they are counted on."""
    minutes = words.minutes(seconds // SECONDS)
    return gettext("%(length)s of %(hours)s") % {"length": minutes, "hours": hours} if hours else minutes


def party_names(*, is_customer: bool) -> dict[Party, tuple[str, str]]:
    """Who has it, and who had it."""
    customer = (
        (gettext("With you"), gettext("You had it"))
        if is_customer
        else (gettext("With the customer"), gettext("The customer had it"))
    )
    return {
        Party.US: (gettext("With us"), gettext("We had it")),
        Party.CUSTOMER: customer,
        Party.THIRD_PARTY: (gettext("With another firm"), gettext("Another firm had it")),
        Party.NOBODY: (gettext("With nobody"), gettext("Nobody had it")),
    }
