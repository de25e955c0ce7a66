"""Sending what waits in the outbox: each mail in a transaction of its own, so one that fails holds up no other."""

import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage

from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.mail.models import OutgoingMail

MOST_TRIES = 10
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
BATCH = 100

AUTOMATIC = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    "Precedence": "bulk",
}
"""Signs by which robots know not to answer (RFC 3834)."""


def send_queued(entry_id: int, *, at: datetime) -> bool:
    """The reaction to `mail.queued`."""
    return send_mail(entry_of(entry_id).about_id, at=at)


def send_waiting(at: datetime) -> int:
    """Tries again what could not be sent before, and what a lost job left behind; returns how many went out."""
    waiting = OutgoingMail.objects.filter(status=OutgoingMail.Status.QUEUED, next_try_at__lte=at)
    ids = list(waiting.order_by("next_try_at").values_list("pk", flat=True)[:BATCH])
    return sum(send_mail(mail_id, at=at) for mail_id in ids)


@atomic
def send_mail(mail_id: int, *, at: datetime) -> bool:
    """Sends one mail, unless it was sent or another job is at it. A failure is counted and tried again later."""
    rows = OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    mail = rows.filter(pk=mail_id, status=OutgoingMail.Status.QUEUED).first()
    if mail is None:
        return False
    mail.tries += 1
    try:
        message_of(mail).send()
    except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: an address no header can hold
        return fail(mail, error, at=at)
    mail.status, mail.sent_at = OutgoingMail.Status.SENT, at
    if mail.is_secret:
        mail.body = ""
    mail.save(update_fields=["status", "sent_at", "tries", "body"])
    mail.enclosures.update(content=b"")
    return True


def fail(mail: OutgoingMail, error: Exception, *, at: datetime) -> bool:
    mail.error = f"{type(error).__name__}: {error}"[:500]
    mail.next_try_at = at + min(FIRST_PAUSE * 2 ** (mail.tries - 1), LONGEST_PAUSE)
    if mail.tries >= MOST_TRIES:
        mail.status = OutgoingMail.Status.FAILED
    mail.save(update_fields=["status", "error", "tries", "next_try_at"])
    return False


def message_of(mail: OutgoingMail) -> EmailMessage:
    headers = {"Message-ID": mail.message_id, **AUTOMATIC}
    if mail.thread_id:
        headers |= {"References": mail.thread_id, "In-Reply-To": mail.thread_id}
    message = EmailMessage(
        subject=mail.subject,
        body=mail.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to_address],
        headers=headers,
    )
    for file in mail.enclosures.order_by("position"):
        message.attach(file.name, bytes(file.content), file.content_type)
    return message
