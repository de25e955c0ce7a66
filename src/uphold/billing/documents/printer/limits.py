"""What the printer may use: some memory, few files, none to write, no network where the kernel lets it leave."""

import ctypes
import resource
import sys

MEMORY_BYTES = 2 << 30
FILES = 64
NEW_NETWORK = 0x40000000 | 0x10000000  # CLONE_NEWNET and CLONE_NEWUSER of unshare(2)


def stay_within() -> None:
    """Leaves the network first: a process of several threads cannot, and libraries start threads."""
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(
            NEW_NETWORK
        )  # refused inside some containers, where the other limits remain
        _bound(resource.RLIMIT_AS, MEMORY_BYTES)
    _bound(resource.RLIMIT_NOFILE, FILES)
    _bound(resource.RLIMIT_FSIZE, 0)
    _bound(resource.RLIMIT_CORE, 0)


def _bound(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (bound, bound))
