"""Where the database answers: what `UPHOLD_DATABASE_URL` says, or the socket of the embedded server."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from psycopg.conninfo import make_conninfo

from uphold.kit import environment
from uphold.kit.environment import Misconfigured
from uphold.kit.folder import data_folder
from uphold.kit.keys import DATABASE_PASSWORD, read_key

EMBEDDED_NAME = "uphold"
EMBEDDED_PORT = 5432  # never listened on: it is a part of the socket's file name
POOL_LARGEST = 16
SOCKET_PATH_BYTES_LONGEST = 103  # macOS; Linux allows 107


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    host: str
    port: int
    name: str
    user: str
    password: str
    options: tuple[tuple[str, str], ...] = ()

    def as_text(self, *, name: str | None = None) -> str:
        """As psycopg.connect takes it; `name` asks for another database of the same server."""
        return make_conninfo(
            "",
            host=self.host,
            port=self.port,
            dbname=name or self.name,
            user=self.user,
            password=self.password,
            **dict(self.options),
        )

    def as_django(self) -> dict[str, object]:
        """As Django's DATABASES takes it. Connections are pooled, so that threads share few of them."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "PORT": self.port,
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "CONN_HEALTH_CHECKS": True,  # a server that came back costs nobody an error
            "OPTIONS": {
                **dict(self.options),
                "pool": {"min_size": 1, "max_size": POOL_LARGEST, "timeout": 10},
            },
        }


def is_embedded() -> bool:
    return environment.optional("UPHOLD_DATABASE_URL") is None


def database_address() -> DatabaseAddress:
    url = environment.optional("UPHOLD_DATABASE_URL")
    if url is not None:
        return read_url(url)
    return DatabaseAddress(
        host=str(socket_folder(data_folder())),
        port=EMBEDDED_PORT,
        name=EMBEDDED_NAME,
        user=EMBEDDED_NAME,
        password=read_key(DATABASE_PASSWORD),
    )


def read_url(url: str) -> DatabaseAddress:
    """Reads postgresql://user:password@host:port/name?option=value; a host may be an escaped folder."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise Misconfigured(
            "UPHOLD_DATABASE_URL must begin with postgresql:// - Uphold runs on nothing else."
        )
    name = unquote(parts.path.removeprefix("/"))
    if not name or parts.hostname is None:
        raise Misconfigured(
            "UPHOLD_DATABASE_URL must name a host and a database: postgresql://user:password@host/name"
        )
    return DatabaseAddress(
        host=unquote(parts.hostname),
        port=parts.port or EMBEDDED_PORT,
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        options=tuple(parse_qsl(parts.query)),
    )


def socket_folder(data: Path) -> Path:
    """Beside the data, unless that path is longer than a socket's may be."""
    beside = data / "postgres" / "socket"
    if len(os.fsencode(beside / f".s.PGSQL.{EMBEDDED_PORT}")) <= SOCKET_PATH_BYTES_LONGEST:
        return beside
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"uphold-{mark}"
