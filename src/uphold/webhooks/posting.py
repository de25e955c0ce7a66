"""One post: to the address that was checked, under the endpoint's own name, with no redirect, no proxy and an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool

from uphold.webhooks.addresses import Target
from uphold.webhooks.ending import ending

SECONDS_TO_CONNECT, SECONDS_TO_ANSWER = 5, 10
AGENT = "Uphold webhooks"
Verify = bool | str
Certificate = str | tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a try: the status, or none when nobody answered; `words` are ours, never the endpoint's."""

    status: int | None
    words: str

    @property
    def is_taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """The endpoint says that it wants no more (RFC 9110, 410)."""
        return self.status == 410


class Pinned(HTTPAdapter):
    """Connects to a number and nowhere else; the certificate is asked for under the endpoint's name."""

    def __init__(self, target: Target) -> None:
        self.target = target
        super().__init__(max_retries=0)

    def build_connection_pool_key_attributes(
        self,
        request: requests.PreparedRequest,
        verify: Verify,
        cert: Certificate = None,
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        pinned = {**host, "host": self.target.number}
        if self.target.scheme != "https":
            return pinned, pool
        names = {"server_hostname": self.target.host, "assert_hostname": self.target.host}
        return pinned, {**pool, **names}

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: Verify,
        proxies: dict[str, str] | None = None,
        cert: Certificate = None,
    ) -> HTTPConnectionPool:
        return ending(super().get_connection_with_tls_context(request, verify, proxies, cert))


def post(address: str, target: Target, *, body: str, headers: Mapping[str, str]) -> Answered:
    """The answer's body is not read: nothing of it is of use, and it may be without end."""
    with requests.Session() as session:
        session.trust_env = False
        session.mount(f"{target.scheme}://", Pinned(target))
        try:
            with session.post(
                address,
                data=body.encode(),
                headers={
                    "Host": host_header(target),
                    "Content-Type": "application/json",
                    "User-Agent": AGENT,
                    **headers,
                },
                timeout=(SECONDS_TO_CONNECT, SECONDS_TO_ANSWER),
                allow_redirects=False,
                stream=True,
            ) as response:
                return Answered(response.status_code, f"{response.status_code}")
        except requests.RequestException as error:
            return Answered(None, type(error).__name__)


def host_header(target: Target) -> str:
    """As it would be without the number: the port only where it is not the usual one."""
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = {"http": 80, "https": 443}[target.scheme]
    return host if target.port == usual else f"{host}:{target.port}"
