"""Putting mail into the outbox, in the transaction of whatever wants it sent."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from uphold.access import Actor
from uphold.journal.write import write
from uphold.kit.transaction import atomic
from uphold.mail.addresses import mail_domain
from uphold.mail.models import Enclosure, OutgoingMail
from uphold.people.models import Provider
from uphold.tickets.models import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file that goes with a letter."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is to be sent. `key` names the reason, so that the same reason sends once."""

    key: str
    to_address: str
    subject: str
    body: str
    provider: Provider | None = None
    ticket: Ticket | None = None
    is_secret: bool = False
    enclosed: tuple[Enclosed, ...] = ()


@atomic
def queue_mail(letter: Letter, *, at: datetime) -> OutgoingMail | None:
    """The new row, or None when this key was queued before."""
    row = OutgoingMail(
        key=letter.key,
        provider=letter.provider,
        ticket=letter.ticket,
        to_address=letter.to_address,
        subject=one_line(letter.subject),
        body=letter.body,
        message_id=new_message_id(),
        thread_id=thread_id(letter.ticket) if letter.ticket else "",
        is_secret=letter.is_secret,
        queued_at=at,
        next_try_at=at,
    )
    OutgoingMail.objects.bulk_create([row], ignore_conflicts=True)
    queued = OutgoingMail.objects.filter(message_id=row.message_id).first()
    if queued is not None:
        enclose(letter.enclosed, mail=queued)
        write("mail.queued", about=queued, by=Actor.system(), at=at)
    return queued


def enclose(files: tuple[Enclosed, ...], *, mail: OutgoingMail) -> None:
    Enclosure.objects.bulk_create(
        Enclosure(
            mail=mail,
            position=position,
            name=file.name,
            content_type=file.content_type,
            content=file.content,
            sha256=sha256(file.content).hexdigest(),
        )
        for position, file in enumerate(files, start=1)
    )


def new_message_id() -> str:
    """Fixed before the first try: a repeated try carries the same, so receivers can tell."""
    return f"<{secrets.token_hex(16)}@{mail_domain()}>"


def thread_id(ticket: Ticket) -> str:
    """The message that all mail about a ticket answers, so that programs show it as one conversation."""
    return f"<ticket.{ticket.number.lower()}@{mail_domain()}>"


def one_line(text: str) -> str:
    """A header is one line, whatever a subject holds."""
    return " ".join(text.split())[:400]
