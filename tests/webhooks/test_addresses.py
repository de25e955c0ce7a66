"""Where a post may go: nowhere that only we could reach, whatever a name or a number says."""

import socket
from ipaddress import ip_address

import pytest
from django.conf import LazySettings

from uphold.kit import Refused
from uphold.webhooks.addresses import checked, is_public, well_formed

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 - an address that is refused
    "10.0.0.7",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.2.5",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.7",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
]


@pytest.mark.parametrize("number", PRIVATE)
def test_what_only_we_could_reach_is_not_public(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_what_everybody_reaches_is_public(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hooks.example",
        "http://hooks.example/",
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "https://",
        "https:///hooks",
        "https://user:word@hooks.example/",
        "https://user@hooks.example/",
        "https://hooks.example/#part",
        "https://hooks.example:99999/",
        "https://hooks.example:0/",
        "https://hooks.exämple/",
        "https://hooks.example/a b",
        "https://[::1/",
        "https://hooks.example/" + "x" * 500,
    ],
)
def test_what_is_no_address_of_an_endpoint_is_refused(address: str) -> None:
    with pytest.raises(Refused) as refusal:
        well_formed(address)

    assert refusal.value.code == "address_malformed"


@pytest.mark.parametrize(
    "address", ["https://127.0.0.1/", "https://[::1]/", "https://10.0.0.7:8443/x", "https://169.254.169.254/"]
)
def test_a_private_number_is_refused_when_it_is_added(address: str) -> None:
    with pytest.raises(Refused) as refusal:
        well_formed(address)

    assert refusal.value.code == "address_not_public"


def test_a_name_is_refused_when_it_leads_to_a_private_number(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, "10.0.0.7")

    with pytest.raises(Refused) as refusal:
        checked("https://hooks.example/")

    assert refusal.value.code == "address_not_public"


def test_one_private_number_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, "8.8.8.8", "127.0.0.1")

    with pytest.raises(Refused) as refusal:
        checked("https://hooks.example/")

    assert refusal.value.code == "address_not_public"


def test_a_name_is_asked_for_once_and_its_number_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolve(monkeypatch, "8.8.8.8")

    target = checked("https://hooks.example:8443/x")

    assert (target.host, target.port, target.number) == ("hooks.example", 8443, "8.8.8.8")
    assert asked == ["hooks.example"]


@pytest.mark.parametrize("address", ["https://2130706433/", "https://0x7f.1/", "https://127.1/"])
def test_odd_spellings_of_the_loopback_are_caught_when_they_are_resolved(address: str) -> None:
    with pytest.raises(Refused) as refusal:
        checked(address)

    assert refusal.value.code in {"address_not_public", "address_unknown"}


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> list[object]:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(Refused) as refusal:
        checked("https://hooks.example/")

    assert refusal.value.code == "address_unknown"


def test_an_intranet_may_be_allowed(settings: LazySettings) -> None:
    settings.WEBHOOKS_PRIVATE = True

    assert well_formed("http://10.0.0.7/hooks") == "http://10.0.0.7/hooks"


def resolve(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> list[str]:
    """Lets every name lead to these; returns the names that were asked for."""
    asked: list[str] = []

    def found(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return asked
