"""Connections with an end: who answers a byte now and then would hold a worker, however short each wait is."""

import socket
from threading import Timer

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.response import HTTPResponse


class Plain(HTTPConnection):
    """`seconds_in_all` run from the end of the question to the end of the answer's head."""

    seconds_in_all = 10.0

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as in the class above it
        timer = Timer(self.seconds_in_all, cut_off, args=[self])
        timer.start()
        try:
            return super().getresponse()
        finally:
            timer.cancel()


class Secure(Plain, HTTPSConnection):
    """The same, encrypted."""


def cut_off(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        connection.sock.shutdown(socket.SHUT_RDWR)


def ending(pool: HTTPConnectionPool) -> HTTPConnectionPool:
    """The same pool; what it opens from now on has an end."""
    pool.ConnectionCls = Secure if issubclass(pool.ConnectionCls, HTTPSConnection) else Plain
    return pool
