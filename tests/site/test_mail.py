"""How mail leaves is one address."""

import pytest

from uphold.kit.environment import Misconfigured
from uphold.site.mail import MailDoor, read_mail_url

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def test_without_an_address_mail_is_printed() -> None:
    assert read_mail_url(None).backend == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize(
    ("url", "door"),
    [
        (
            "smtp://ada:s%40fe@mail.example.com",
            MailDoor(SMTP, "mail.example.com", 587, "ada", "s@fe", starts_tls=True),
        ),
        ("smtps://mail.example.com", MailDoor(SMTP, "mail.example.com", 465, is_tls=True)),
        ("smtp+plain://localhost:2525", MailDoor(SMTP, "localhost", 2525)),
    ],
)
def test_the_address_says_how_the_connection_is_encrypted(url: str, door: MailDoor) -> None:
    assert read_mail_url(url) == door


@pytest.mark.parametrize("url", ["mail.example.com", "http://mail.example.com", "smtp://"])
def test_what_is_no_mail_address_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match="UPHOLD_MAIL_URL must look like"):
        read_mail_url(url)
