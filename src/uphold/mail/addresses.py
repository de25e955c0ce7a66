"""Where this site stands, for links and for the names of messages."""

from urllib.parse import urlsplit

from django.conf import settings


def public_address() -> str:
    return str(settings.PUBLIC_ADDRESS)  # type: ignore[misc]  # because the stubs know only Django's own settings


def mail_domain() -> str:
    return urlsplit(public_address()).hostname or "localhost"
