"""Signatures, as Standard Webhooks has them: HMAC-SHA256 over id, instant and body, with a secret for each endpoint."""

import base64
import hmac
from datetime import datetime
from hashlib import sha256

from django.utils.crypto import salted_hmac

from uphold.webhooks.models import Delivery, Endpoint

SALT = "uphold.webhooks.endpoint"
MARK = "whsec_"


def secret_of(endpoint: Endpoint) -> str:
    """Made from the site's key and the row's nonce, so the database alone signs nothing."""
    return MARK + base64.b64encode(key_of(endpoint)).decode()


def headers_of(delivery: Delivery, *, at: datetime) -> dict[str, str]:
    """For one try: the id stays, the instant is that of the try."""
    stamp = str(int(at.timestamp()))
    return {
        "webhook-id": delivery.key,
        "webhook-timestamp": stamp,
        "webhook-signature": signature(delivery, stamp=stamp),
    }


def signature(delivery: Delivery, *, stamp: str) -> str:
    signed = f"{delivery.key}.{stamp}.{delivery.body}".encode()
    digest = hmac.new(key_of(delivery.endpoint), signed, sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def key_of(endpoint: Endpoint) -> bytes:
    return salted_hmac(SALT, endpoint.nonce, algorithm="sha256").digest()
