"""Secrets that have to be used again: sealed with a key made from the site's, so that the database alone opens none."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

SALT = "uphold.notices.way"


class SealBroken(Exception):
    """It was sealed under another key of the site: it has to be given anew."""


def sealed(text: str) -> str:
    return box().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    try:
        return box().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise SealBroken from error


def box() -> Fernet:
    """Encrypts and signs (AES and HMAC), each time with a new beginning."""
    return Fernet(urlsafe_b64encode(salted_hmac(SALT, "address", algorithm="sha256").digest()))
