"""One message by one way that is no mail: a signed post, or the service behind the port. Opened here, and only here."""

import base64
import hmac
from datetime import datetime
from hashlib import sha256

from uphold.kit import Refused
from uphold.notices.models import Way
from uphold.notices.paging.port import Sent, port_in_use
from uphold.notices.paging.words import Words
from uphold.notices.ways.actions import signing_key
from uphold.notices.ways.sealing import SealBroken, opened
from uphold.webhooks.addresses import checked
from uphold.webhooks.posting import post


def carry(way: Way, *, key: str, words: Words, posted: str, at: datetime) -> Sent:
    """`key` is the message's id, the same at each try; `posted` the body of a webhook, the words go to services."""
    if not way.is_active:
        return Sent(is_sent=False, words="retired")
    try:
        address = opened(way.sealed)
    except SealBroken:
        return Sent(is_sent=False, words="seal_broken")
    if way.kind == Way.Kind.WEBHOOK:
        return carry_post(address, way, key=key, body=posted, at=at)
    return port_in_use().send(address, title=words.subject, body=words.body)


def carry_post(address: str, way: Way, *, key: str, body: str, at: datetime) -> Sent:
    """Where no post may go is an answer too: names move, so it is asked at each try."""
    try:
        target = checked(address)
    except Refused as refusal:
        return Sent(is_sent=False, words=refusal.code)
    answered = post(address, target, body=body, headers=signed(way, key=key, body=body, at=at))
    return Sent(is_sent=answered.is_taken, words=answered.words)


def signed(way: Way, *, key: str, body: str, at: datetime) -> dict[str, str]:
    """As Standard Webhooks has it: the id stays, the instant is that of the try."""
    stamp = str(int(at.timestamp()))
    digest = hmac.new(signing_key(way), f"{key}.{stamp}.{body}".encode(), sha256).digest()
    return {
        "webhook-id": key,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
