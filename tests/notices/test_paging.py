"""Pages as they leave: by mail, by signed webhook, by service; each call once a way, also when workers are killed."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest

from tests.cast.instants import at
from tests.cast.oncall import let_call, make_rota_of
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from uphold.access import NotAllowed, NotThere
from uphold.journal.models import Entry
from uphold.kit import Refused
from uphold.mail.models import OutgoingMail
from uphold.notices.models import PageDelivery, Way
from uphold.notices.paging import carrying
from uphold.notices.paging.duty import tell_of_duty
from uphold.notices.paging.jobs import deliver_pages, page_somebody
from uphold.notices.paging.port import Sent
from uphold.notices.paging.trying import try_out
from uphold.notices.ways import add_way, retire_way, try_way
from uphold.notices.ways.sealing import opened
from uphold.oncall.actions import escalate, leave_note, take_by_link, take_page
from uphold.oncall.jobs import follow_pages, hand_over_duty
from uphold.oncall.models import Attempt, Page
from uphold.webhooks.addresses import Target
from uphold.webhooks.posting import Answered

TUESDAY = at("2026-06-09 16:00")
TELEGRAM = "tgram://123456789:abcdefg_hijklmnop/12345"
HOOK = "https://hooks.example/T1/secret"


class Service:
    """Stands for the paging service: what it was sent, and whether it takes it."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.takes = True

    def send(self, address: str, *, title: str, body: str) -> Sent:
        self.sent.append((address, body))
        return Sent(is_sent=self.takes, words="sent" if self.takes else "not_taken")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    made = Service()
    monkeypatch.setattr(carrying, "port_in_use", lambda: made)
    return made


@pytest.fixture
def paged(hosted: Cast) -> Entry:
    """Ben is called for the first step."""
    ticket = open_shipped(customer=hosted.ada, opened_at=TUESDAY, request="Fault", impact="One function")
    let_call(hosted, "Escalation desk", staff=hosted.ben, at=TUESDAY)
    add_way(actor=hosted.ben.actor, kind="apprise", name="Telephone", address=TELEGRAM, at=TUESDAY)
    escalate(actor=hosted.ada.actor, ticket=ticket, reason="Nobody called us back.", at=TUESDAY)
    return Entry.objects.get(kind="ticket.paged")


def after(minutes: int) -> datetime:
    return TUESDAY + timedelta(minutes=minutes)


def states() -> list[tuple[str, str, int]]:
    rows = PageDelivery.objects.select_related("way").order_by("pk")
    return [(row.way.name if row.way else "mail", row.state, row.tries) for row in rows]


def test_a_call_goes_by_mail_and_by_every_way_of_the_person(paged: Entry, service: Service) -> None:
    page_somebody(paged.pk, at=TUESDAY)

    [letter] = OutgoingMail.objects.all()
    assert (letter.to_address, letter.is_secret) == ("ben@northwind.example", True)
    assert letter.subject == "[NW-1] NW-1 of Harbour Clinic was escalated to Escalation desk."
    assert "Nobody called us back." in letter.body
    [(address, _)] = service.sent
    assert address == TELEGRAM
    assert states() == [("mail", "sent", 0), ("Telephone", "sent", 1)]


def test_the_link_of_the_message_takes_it(hosted: Cast, paged: Entry, service: Service) -> None:
    page_somebody(paged.pk, at=TUESDAY)
    line = next(line for line in service.sent[0][1].splitlines() if "/page/" in line)
    token = urlsplit(line.split(": ")[-1]).path.removeprefix("/page/")

    page = take_by_link(token=token, at=after(2))

    assert page.taken_by == hosted.ben.staff


def test_a_job_that_runs_twice_calls_once(paged: Entry, service: Service) -> None:
    page_somebody(paged.pk, at=TUESDAY)
    page_somebody(paged.pk, at=TUESDAY)
    deliver_pages(after(10))

    assert (OutgoingMail.objects.count(), len(service.sent)) == (1, 1)


def test_what_is_not_taken_is_tried_again_and_given_up(paged: Entry, service: Service) -> None:
    service.takes = False
    page_somebody(paged.pk, at=TUESDAY)

    for minute in (1, 2, 3, 4):
        deliver_pages(after(minute))

    assert len(service.sent) == 3
    assert states() == [("mail", "sent", 0), ("Telephone", "failed", 3)]


def test_what_was_claimed_by_a_dead_worker_is_lost_and_the_next_call_goes_out(
    paged: Entry, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object, **__: object) -> Sent:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(service, "send", dies)
        with pytest.raises(SystemExit):
            page_somebody(paged.pk, at=TUESDAY)
    for minute in (1, 3):
        deliver_pages(after(minute))
    assert (states()[1], service.sent) == (("Telephone", "lost", 1), [])

    follow_pages(after(15))
    page_somebody(Entry.objects.filter(kind="ticket.paged").latest("pk").pk, at=after(15))

    assert [address for address, _ in service.sent] == [TELEGRAM]
    assert Attempt.objects.count() == 2


def test_a_call_that_comes_too_late_goes_to_nobody(hosted: Cast, paged: Entry, service: Service) -> None:
    take_page(actor=hosted.nia.actor, page=Page.objects.get(), at=after(5))

    page_somebody(paged.pk, at=after(30))

    assert (service.sent, OutgoingMail.objects.count(), states()) == ([], 0, [])


def test_what_failed_is_not_tried_again_once_it_was_taken(
    hosted: Cast, paged: Entry, service: Service
) -> None:
    service.takes = False
    page_somebody(paged.pk, at=TUESDAY)
    take_page(actor=hosted.nia.actor, page=Page.objects.get(), at=after(1))

    deliver_pages(after(2))

    assert (len(service.sent), states()[1]) == (1, ("Telephone", "failed", 2))


def test_an_address_of_the_agreement_gets_a_mail_alone(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=TUESDAY, request="Fault", impact="One function")
    escalate(actor=hosted.ada.actor, ticket=ticket, reason="Nobody called us back.", at=TUESDAY)

    page_somebody(Entry.objects.get(kind="ticket.paged").pk, at=TUESDAY)

    assert OutgoingMail.objects.get().to_address == "escalations@example.com"


def test_a_webhook_is_posted_signed_and_only_to_the_public_net(
    hosted: Cast, paged: Entry, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts: list[dict[str, str]] = []

    def posted(address: str, target: Target, *, body: str, headers: dict[str, str]) -> Answered:
        posts.append({"address": address, "body": body, **headers})
        return Answered(204, "204")

    monkeypatch.setattr(carrying, "post", posted)
    monkeypatch.setattr(
        carrying, "checked", lambda address: Target("https", "hooks.example", 443, "203.0.113.9")
    )
    added = add_way(actor=hosted.ben.actor, kind="webhook", name="Bell", address=HOOK, at=TUESDAY)

    page_somebody(paged.pk, at=TUESDAY)

    [post] = posts
    attempt = Attempt.objects.get()
    assert (post["address"], post["webhook-id"]) == (HOOK, f"page_{attempt.pk}")
    assert post["webhook-signature"].startswith("v1,")
    assert '"ticket":"NW-1"' in post["body"]
    assert added.secret.startswith("whsec_")


def test_a_webhook_that_leads_to_an_inner_host_is_not_posted(
    hosted: Cast, paged: Entry, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = [(2, 1, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr("uphold.webhooks.addresses.socket.getaddrinfo", lambda *_, **__: inner)
    add_way(actor=hosted.ben.actor, kind="webhook", name="Bell", address=HOOK, at=TUESDAY)

    page_somebody(paged.pk, at=TUESDAY)

    assert PageDelivery.objects.get(way__name="Bell").answered_with == "address_not_public"


@pytest.mark.parametrize(
    ("kind", "address", "code"),
    [
        ("apprise", "json://localhost:8080/", "service_not_allowed"),
        ("apprise", "mailto://user:pass@10.0.0.7", "service_not_allowed"),
        ("apprise", "http://169.254.169.254/", "service_not_allowed"),
        ("apprise", "file:///etc/passwd", "service_not_allowed"),
        ("apprise", "syslog://", "service_not_allowed"),
        ("apprise", "hello", "service_not_allowed"),
        ("apprise", "tgram://127.0.0.1/12345", "service_address_malformed"),
        ("apprise", f"{TELEGRAM}?verify=no", "service_address_malformed"),
        ("apprise", f"{TELEGRAM}?rto=3600", "service_address_malformed"),
        ("apprise", f"{TELEGRAM} json://localhost", "service_address_malformed"),
        ("webhook", "http://hooks.example/", "address_malformed"),
        ("webhook", "https://127.0.0.1/", "address_not_public"),
        ("mail", "nobody", "address_malformed"),
        ("pigeon", "nobody", "address_malformed"),
    ],
)
def test_addresses_that_lead_astray_are_refused(hosted: Cast, kind: str, address: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        add_way(actor=hosted.ben.actor, kind=kind, name="Telephone", address=address, at=TUESDAY)

    assert refused.value.code == code
    assert address not in refused.value.sentence or kind == "webhook"
    assert not Way.objects.exists()
    assert not Entry.objects.filter(kind="way.added").exists()


def test_an_address_is_sealed_and_forgotten_when_the_way_is_retired(hosted: Cast) -> None:
    way = add_way(actor=hosted.ben.actor, kind="apprise", name="Telephone", address=TELEGRAM, at=TUESDAY).way
    stored = Way.objects.get()

    assert ("123456789" in stored.sealed, opened(stored.sealed), stored.hint) == (False, TELEGRAM, "Telegram")
    assert not Entry.objects.filter(detail__icontains="123456789").exists()
    assert retire_way(actor=hosted.ben.actor, way=way, at=TUESDAY).sealed == ""


def test_ways_are_their_owners_alone(hosted: Cast) -> None:
    way = add_way(actor=hosted.ben.actor, kind="apprise", name="Telephone", address=TELEGRAM, at=TUESDAY).way

    for person in (hosted.nia, hosted.lea, hosted.olga, hosted.tom):
        with pytest.raises(NotThere):
            retire_way(actor=person.actor, way=way, at=TUESDAY)
    with pytest.raises(NotAllowed):
        retire_way(actor=hosted.ada.actor, way=way, at=TUESDAY)
    with pytest.raises(NotAllowed):
        add_way(actor=hosted.ada.actor, kind="mail", name="Mine", address="ada@harbour.example", at=TUESDAY)

    assert Way.objects.get().is_active


def test_whoever_goes_on_duty_reads_what_was_left_for_him(hosted: Cast) -> None:
    monday = at("2026-06-08 09:00")
    rota = make_rota_of(hosted, [hosted.ben, hosted.nia], made_at=monday)
    hand_over_duty(monday)
    leave_note(
        actor=hosted.ben.actor, rota=rota, words="The trunk of Harbour flaps.", at=at("2026-06-14 20:00")
    )
    hand_over_duty(at("2026-06-15 09:00"))

    for entry in Entry.objects.filter(kind="rota.handed_over"):
        tell_of_duty(entry.pk, at=at("2026-06-15 09:00"))
        tell_of_duty(entry.pk, at=at("2026-06-15 09:00"))

    first, second = OutgoingMail.objects.order_by("pk")
    assert first.to_address == "ben@northwind.example"
    assert second.subject == "You are on duty for First line until 2026-06-22 09:00 (Europe/Vienna)."
    assert "Ben left this for you:\n\nThe trunk of Harbour flaps." in second.body
    assert not Page.objects.exists()


def test_a_way_is_tried_once_each_time_it_is_asked_for(hosted: Cast, service: Service) -> None:
    way = add_way(actor=hosted.ben.actor, kind="apprise", name="Telephone", address=TELEGRAM, at=TUESDAY).way
    way = try_way(actor=hosted.ben.actor, way=way, at=TUESDAY)
    entry = Entry.objects.get(kind="way.tried")

    try_out(entry.pk, at=TUESDAY)
    try_out(entry.pk, at=TUESDAY)
    with pytest.raises(Refused) as soon:
        try_way(actor=hosted.ben.actor, way=way, at=TUESDAY + timedelta(seconds=59))

    way.refresh_from_db()
    assert ([address for address, _ in service.sent], way.tried_with) == ([TELEGRAM], "sent")
    assert soon.value.code == "way_tried_just_now"
    with pytest.raises(NotThere):
        try_way(actor=hosted.lea.actor, way=way, at=after(5))
