"""What a paging service is to us: it takes an address, a title and a text, and says whether they went."""

from dataclasses import dataclass
from typing import Protocol

from apprise import Apprise
from django.conf import settings

APPRISE, NONE = "apprise", "none"


@dataclass(frozen=True, slots=True)
class Sent:
    """`words` are ours, never the service's: what it says may repeat the address."""

    is_sent: bool
    words: str


class PagingPort(Protocol):
    def send(self, address: str, *, title: str, body: str) -> Sent: ...


class ApprisePort:
    """The library behind the port."""

    def send(self, address: str, *, title: str, body: str) -> Sent:
        service = Apprise.instantiate(address)
        if service is None:
            return Sent(is_sent=False, words="address_malformed")
        is_sent = bool(service.notify(title=title, body=body))
        return Sent(is_sent=is_sent, words="sent" if is_sent else "not_taken")


class NoPort:
    """Where pages go by mail and webhook alone."""

    def send(self, address: str, *, title: str, body: str) -> Sent:  # noqa: ARG002 - the same shape for every port
        return Sent(is_sent=False, words="no_service")


def port_in_use() -> PagingPort:
    """What `UPHOLD_PAGING` names."""
    name = "PAGING"  # asked for by name: the type checker knows Django's own settings alone
    return ApprisePort() if getattr(settings, name) == APPRISE else NoPort()
