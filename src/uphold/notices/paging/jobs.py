"""Carrying out calls: a row a way, claimed before it leaves, so that one call reaches nobody twice by one way.

What was claimed by a worker that died is not sent again, because nobody knows whether it went out: it is lost, and the
page calls again by itself when nobody answers. What failed for certain is tried again, a few times.
"""

from datetime import datetime, timedelta

from uphold.journal.queries import entry as entry_of
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic
from uphold.mail.outbox import Letter, queue_mail
from uphold.notices.models import PageDelivery, Way
from uphold.notices.paging.carrying import carry
from uphold.notices.paging.port import Sent
from uphold.notices.paging.words import posted, words_of
from uphold.notices.ways.queries import ways_of
from uphold.notices.ways.sealing import SealBroken, opened
from uphold.oncall.models import Attempt, Page

PAUSE = timedelta(minutes=1)
MOST_TRIES = 3
LOST_AFTER = timedelta(minutes=2)
BATCH = 200
FOR_GOOD = frozenset({"over", "retired", "seal_broken"})
"""What no other try would change."""
WAITING, CLAIMED = PageDelivery.State.WAITING, PageDelivery.State.CLAIMED


def page_somebody(entry_id: int, *, at: datetime) -> int:
    """The reaction to `ticket.paged`: every way of whoever is called. Safe to run twice."""
    made = prepare(entry_of(entry_id).detail["attempt"], at=at)
    return sum(deliver(delivery_id, at=at) for delivery_id in made)


def deliver_pages(at: datetime) -> int:
    """Tries again what failed, and finds what a lost job left behind; returns how many went."""
    held = PageDelivery.objects.filter(state=CLAIMED, claimed_at__lte=at - LOST_AFTER)
    held.update(state=PageDelivery.State.LOST, answered_with="interrupted")
    waiting = PageDelivery.objects.filter(state=WAITING, next_at__lte=at).order_by("next_at", "pk")
    return one_by_one(
        list(waiting.values_list("pk", flat=True)[:BATCH]),
        lambda delivery_id: deliver(delivery_id, at=at),
        name=lambda delivery_id: f"delivery {delivery_id}",
        failed="pages that cannot be delivered",
    )


@atomic
def prepare(attempt_id: int, *, at: datetime) -> list[int]:
    """The rows, and the letters into the outbox, which sends each once; what waits for another way is returned.

    A call that comes too late, because the worker was down, goes to nobody.
    """
    attempt = load(attempt_id)
    if not is_wanted(attempt):
        return []
    ways: list[Way | None] = [None, *(ways_of(attempt.staff) if attempt.staff else [])]
    rows = [PageDelivery(attempt=attempt, way=way, next_at=at) for way in ways]
    PageDelivery.objects.bulk_create(rows, ignore_conflicts=True)
    waiting = attempt.deliveries.filter(state=WAITING).select_related("way")
    mails = [row for row in waiting if row.way is None or row.way.kind == Way.Kind.MAIL]
    for row in mails:
        send_by_mail(row, attempt, at=at)
    return [row.pk for row in waiting if row not in mails]


def send_by_mail(delivery: PageDelivery, attempt: Attempt, *, at: datetime) -> None:
    words, ticket = words_of(attempt), attempt.page.ticket
    address = mail_address(delivery, attempt)
    delivery.state = PageDelivery.State.SENT if address else PageDelivery.State.FAILED
    delivery.answered_with = "queued" if address else "seal_broken"
    delivery.save(update_fields=["state", "answered_with"])
    if address:
        key = f"page:{attempt.pk}:{delivery.way_id or 'mail'}"
        letter = Letter(
            key=key,
            to_address=address,
            subject=words.subject,
            body=words.body,
            provider=ticket.provider,
            ticket=ticket,
            is_secret=True,
        )
        queue_mail(letter, at=at)


def mail_address(delivery: PageDelivery, attempt: Attempt) -> str:
    """His own, the one of the agreement, or another that he gave; empty where that cannot be opened."""
    if delivery.way is None:
        return attempt.staff.email if attempt.staff else attempt.address
    try:
        return opened(delivery.way.sealed)
    except SealBroken:
        return ""


def deliver(delivery_id: int, *, at: datetime) -> int:
    """By webhook or service, unless it went, is not due yet, or another job has it: 1 when it went."""
    delivery = claim(delivery_id, at=at)
    if delivery is None:
        return 0
    sent = tried(delivery, load(delivery.attempt_id), at=at)
    finish(delivery, sent, at=at)
    return int(sent.is_sent)


@atomic
def claim(delivery_id: int, *, at: datetime) -> PageDelivery | None:
    """Committed before anything leaves."""
    rows = PageDelivery.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    waiting = rows.select_related("way").filter(state=WAITING, next_at__lte=at, way__isnull=False)
    delivery = waiting.filter(pk=delivery_id).first()
    if delivery is None:
        return None
    delivery.state, delivery.claimed_at, delivery.tries = CLAIMED, at, delivery.tries + 1
    delivery.save(update_fields=["state", "claimed_at", "tries"])
    return delivery


def tried(delivery: PageDelivery, attempt: Attempt, *, at: datetime) -> Sent:
    if not is_wanted(attempt):
        return Sent(is_sent=False, words="over")
    if delivery.way is None:
        raise ValueError("what waits is no mail")
    key, words = f"page_{attempt.pk}", words_of(attempt)
    return carry(delivery.way, key=key, words=words, posted=posted(attempt), at=at)


@atomic
def finish(delivery: PageDelivery, sent: Sent, *, at: datetime) -> None:
    """What failed for certain is tried again, until it was tried often enough."""
    if sent.is_sent:
        state = PageDelivery.State.SENT
    else:
        is_final = delivery.tries >= MOST_TRIES or sent.words in FOR_GOOD
        state = PageDelivery.State.FAILED if is_final else WAITING
    PageDelivery.objects.filter(pk=delivery.pk, state=CLAIMED).update(
        state=state, next_at=at + PAUSE, answered_with=sent.words[:200]
    )


def is_wanted(attempt: Attempt) -> bool:
    """Whether the page still calls, and this is its last call."""
    later = Attempt.objects.filter(page=attempt.page_id, number__gt=attempt.number)
    return attempt.page.state == Page.State.WAITING and not later.exists()


def load(attempt_id: int) -> Attempt:
    related = ("staff", "page__escalation", "page__ticket__provider", "page__ticket__organisation")
    return Attempt.objects.select_related(*related).get(pk=attempt_id)
