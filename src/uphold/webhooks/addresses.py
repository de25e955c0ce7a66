"""Where a post may go: to names on the public net, connected by the very address that was checked."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy

from uphold.kit import INVALID, Refused

PORTS = {"http": 80, "https": 443}
LONGEST = 500
HIDING = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("2002::/16"))
"""IPv6 networks in which an IPv4 address hides: a translator would take a post to it."""


class AddressMalformed(Refused):
    code, kind, text = (
        "address_malformed",
        INVALID,
        gettext_lazy(
            "Write the whole address of the endpoint, beginning with https:// and without a name to sign in."
        ),
    )


class AddressNotPublic(Refused):
    code, kind, text = (
        "address_not_public",
        INVALID,
        gettext_lazy("{0} leads to {1}, which is not an address on the public net."),
    )


class AddressUnknown(Refused):
    code, kind, text = "address_unknown", INVALID, gettext_lazy("Nobody knows where {0} is.")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart, and the numeric address to connect to."""

    scheme: str
    host: str
    port: int
    number: str


def well_formed(address: str) -> str:
    """As it is stored. Unencrypted is allowed only where private addresses are."""
    stripped = address.strip()
    schemes = {"https", "http"} if may_be_private() else {"https"}
    parts = parts_of(stripped)
    if parts is None or parts.scheme not in schemes or len(stripped) > LONGEST or not stripped.isascii():
        raise AddressMalformed
    if parts.username is not None or parts.password is not None or parts.fragment or " " in stripped:
        raise AddressMalformed
    number = number_in(parts.hostname or "")
    if number is not None:
        require_public(parts.hostname or "", number)
    return stripped


def parts_of(address: str) -> SplitResult | None:
    """None for what is no address at all; a port out of range is none either."""
    try:
        parts = urlsplit(address)
        return parts if parts.hostname and (parts.port is None or parts.port > 0) else None
    except ValueError:
        return None


def checked(address: str) -> Target:
    """Resolved once. Every address that the name has must be public: which one is used is then no question of luck."""
    parts = parts_of(address)
    if parts is None or not parts.hostname:
        raise AddressMalformed
    port = parts.port or PORTS[parts.scheme]
    numbers = numbers_of(parts.hostname, port=port)
    for number in numbers:
        require_public(parts.hostname, ip_address(number))
    return Target(parts.scheme, parts.hostname, port, numbers[0])


def numbers_of(host: str, *, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressUnknown(host) from error
    return [str(place[0]).partition("%")[0] for *_, place in found]


def number_in(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def require_public(host: str, number: IPv4Address | IPv6Address) -> None:
    if not may_be_private() and not is_public(number):
        raise AddressNotPublic(host, number)


def may_be_private() -> bool:
    """Whether the site allows an intranet."""
    name = "WEBHOOKS_PRIVATE"  # asked for by name: the type checker knows Django's own settings alone
    return bool(getattr(settings, name))


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the net may reach it; an IPv4 address that hides in an IPv6 one is looked at itself."""
    if isinstance(number, IPv6Address):
        if number.ipv4_mapped is not None:
            return is_public(number.ipv4_mapped)
        if number.is_site_local or number.teredo or any(number in network for network in HIDING):
            return False
    return number.is_global and not (number.is_multicast or number.is_reserved or number.is_unspecified)
