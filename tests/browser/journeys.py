"""What journeys through money share: a clock that is moved by hand, sign-ins, and a worker that works when told to."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from playwright.sync_api import Page

from tests.cast.people import PASSWORD, Caller, Worker
from uphold.journal.models import Entry
from uphold.worker.reactions import REACTIONS

OpenPage = Callable[..., Page]
AxeCheck = Callable[[Page], list[str]]


class Clock:
    """Stands for `datetime` in the module of the clock: the server's threads see it too."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def stand(self, instant: datetime) -> None:
        self.instant = instant

    def now(self, zone: tzinfo) -> datetime:
        return self.instant.astimezone(zone)


class Queue:
    """The worker: answers every entry that it has not answered yet, and those that its answers write."""

    def __init__(self) -> None:
        self.answered: set[int] = set()

    def work(self, *, at: datetime) -> None:
        while waiting := self.waiting():
            for entry in waiting:
                self.answered.add(entry.pk)
                for react in REACTIONS.get(entry.kind, ()):
                    react(entry.pk, at=at)

    def waiting(self) -> list[Entry]:
        return list(Entry.objects.exclude(pk__in=self.answered).order_by("id"))


def sign_in(page: Page, person: Worker | Caller) -> None:
    email = person.staff.email if isinstance(person, Worker) else person.contact.email
    page.goto("/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/desk/**" if isinstance(person, Worker) else "**/portal/**")
