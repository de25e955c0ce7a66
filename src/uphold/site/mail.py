"""How mail leaves: by the address in `UPHOLD_MAIL_URL`, or onto the console when there is none."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from uphold.kit.environment import Misconfigured

DEFAULT_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True, slots=True)
class MailDoor:
    """What Django's settings of the same names take."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False


def read_mail_url(url: str | None) -> MailDoor:
    """Reads smtp://user:password@host:587 (STARTTLS), smtps://… (TLS), smtp+plain://… (no encryption)."""
    if url is None:
        return MailDoor(backend="django.core.mail.backends.console.EmailBackend")
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS or parts.hostname is None:
        raise Misconfigured(
            "UPHOLD_MAIL_URL must look like smtp://user:password@host:587, smtps:// or smtp+plain://."
        )
    return MailDoor(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or DEFAULT_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp",
        is_tls=parts.scheme == "smtps",
    )
