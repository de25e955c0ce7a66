"""Releases of the demonstration: one that everybody gets, one of which nothing is said, a draft, and a known error."""

from datetime import datetime, timedelta
from typing import Final

from uphold.command.demo.cast import SANGOMA, STRATELEGY
from uphold.command.demo.people import People
from uphold.problems.actions import draft_release, publish_known_error, publish_release, report_bug
from uphold.problems.models import Release
from uphold.products.actions import add_version
from uphold.products.models import Product

ONE_DAY: Final = timedelta(days=1)
RELEASES: Final = (
    (
        STRATELEGY,
        "Desk telephone T2",
        "86.18",
        "New version",
        "The directory opens at once, and transferred calls show who began them.",
        True,
    ),
    (SANGOMA, "Branch server", "18.1", "Patch", "Recording goes on after a restart.", True),
    (SANGOMA, "Call software", "22.2", "Update", "Backups are checked when they are made.", False),
)


def bring_releases(people: People, *, now: datetime) -> None:
    for provider, product, version, kind, notes, is_out in RELEASES:
        at = now - 3 * ONE_DAY
        release = draft(people, (provider, product, version), kind=kind, notes=notes, at=at)
        if is_out:
            publish_release(actor=people.actor("tomas"), release=release, at=at + ONE_DAY)
    tell_of_an_error(people, at=now - 2 * ONE_DAY)


def draft(people: People, named: tuple[str, str, str], *, kind: str, notes: str, at: datetime) -> Release:
    provider, name, version_name = named
    lead = people.actor("tomas")
    product = Product.objects.select_related("provider").get(provider=people.providers[provider], name=name)
    version = add_version(actor=lead, product=product, name=version_name, at=at)
    return draft_release(actor=lead, version=version, kind=kind, notes=notes, at=at)


def tell_of_an_error(people: People, *, at: datetime) -> None:
    agent = people.actor("mina")
    bug = report_bug(
        actor=agent,
        provider=people.providers[SANGOMA],
        title="Queue reports lose the hour that is repeated",
        documented_behaviour="Reports count each call once, also when clocks go back.",
        actual_behaviour="Calls of the repeated hour are counted in the first one.",
        product="Branch server",
        found_in="18",
        at=at,
    )
    publish_known_error(
        actor=agent,
        bug=bug,
        title="Reports of the night when clocks go back",
        words="Calls of the hour that is repeated stand in the first of the two; no call is lost.",
        workaround="Read the list of calls of that night instead of the report.",
        at=at,
    )
