"""A worker that is killed in the middle of a call: nobody is called twice by one call, and nobody is forgotten."""

import signal
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cast.instants import at
from tests.cast.oncall import let_call
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from tests.money.process import started
from uphold.journal.models import Entry
from uphold.mail.models import OutgoingMail
from uphold.notices.models import PageDelivery
from uphold.notices.paging import carrying
from uphold.notices.paging.jobs import deliver_pages, page_somebody
from uphold.notices.paging.port import Sent
from uphold.notices.ways import add_way
from uphold.oncall.actions import escalate
from uphold.oncall.jobs import follow_pages

pytestmark = [pytest.mark.usefixtures("transactional_db"), pytest.mark.timeout(120)]

TUESDAY = at("2026-06-09 16:00")
WORKER = """
import signal
import sys
from datetime import datetime
import django
django.setup()
from uphold.notices.models import PageDelivery
from uphold.notices.paging import carrying, jobs
from uphold.notices.paging.port import Sent
place, service = sys.argv[2], sys.argv[3]
def stop(here):
    if here == place:
        print(here, flush=True)
        signal.pause()
class Service:
    def send(self, address, *, title, body):
        with open(service, "a") as file:
            file.write("called\\n")
        stop("after it left")
        return Sent(is_sent=True, words="sent")
send_by_mail, save = jobs.send_by_mail, PageDelivery.save
def mailed(*arguments, **more):
    send_by_mail(*arguments, **more)
    stop("while it is prepared")
def saved(self, *arguments, **more):
    save(self, *arguments, **more)
    if self.state == "claimed":
        stop("while it is claimed")
carrying.port_in_use, jobs.send_by_mail, PageDelivery.save = Service, mailed, saved
jobs.page_somebody(int(sys.argv[1]), at=datetime.fromisoformat(sys.argv[4]))
"""


class Service:
    """What stands in this process for the paging service."""

    def __init__(self, book: Path) -> None:
        self.book = book

    def send(self, address: str, *, title: str, body: str) -> Sent:
        with self.book.open("a") as file:
            file.write("called\n")
        return Sent(is_sent=True, words="sent")


@pytest.mark.parametrize(
    ("place", "state", "calls"),
    [
        ("while it is prepared", "sent", 1),
        ("while it is claimed", "sent", 1),
        ("after it left", "lost", 1),
    ],
)
def test_a_call_whose_worker_is_killed_goes_out_once_and_the_next_one_follows(  # noqa: PLR0917 - two are of pytest
    place: str, state: str, calls: int, hosted: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "service"
    monkeypatch.setattr(carrying, "port_in_use", lambda: Service(book))
    first = call(hosted)

    assert is_killed(first, place=place, book=book)
    page_somebody(first.pk, at=after(1))
    deliver_pages(after(5))

    assert (len(said(book)), PageDelivery.objects.get(way__name="Telephone").state) == (calls, state)
    assert OutgoingMail.objects.count() == 1
    follow_pages(after(15))
    page_somebody(Entry.objects.filter(kind="ticket.paged").latest("pk").pk, at=after(15))
    assert len(said(book)) == calls + 1
    assert OutgoingMail.objects.count() == 2


def call(hosted: Cast) -> Entry:
    """Ben is called by mail and on his telephone."""
    ticket = open_shipped(customer=hosted.ada, opened_at=TUESDAY, request="Fault", impact="One function")
    let_call(hosted, "Escalation desk", staff=hosted.ben, at=TUESDAY)
    address = "tgram://123456789:abcdefg_hijklmnop/12345"
    add_way(actor=hosted.ben.actor, kind="apprise", name="Telephone", address=address, at=TUESDAY)
    escalate(actor=hosted.ada.actor, ticket=ticket, reason="Nobody called us back.", at=TUESDAY)
    return Entry.objects.get(kind="ticket.paged")


def is_killed(entry: Entry, *, place: str, book: Path) -> bool:
    """A process of its own on the same database, which says a line at the place where it waits to be killed."""
    with started("-c", WORKER, str(entry.pk), place, str(book), TUESDAY.isoformat()) as process:
        assert process.stdout is not None
        told = process.stdout.readline().strip()
        process.send_signal(signal.SIGKILL)
        return (told, process.wait()) == (place, -signal.SIGKILL)


def after(minutes: int) -> datetime:
    return TUESDAY + timedelta(minutes=minutes)


def said(book: Path) -> list[str]:
    return book.read_text().splitlines() if book.exists() else []
