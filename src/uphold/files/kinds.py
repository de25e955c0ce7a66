"""What bytes are: by how they begin, from a short list; whatever is not on it is bytes and nothing more."""

from collections.abc import Mapping
from types import MappingProxyType

UNKNOWN = "application/octet-stream"
BEGINNINGS: Mapping[bytes, str] = MappingProxyType(
    {
        b"\x89PNG\r\n\x1a\n": "image/png",
        b"\xff\xd8\xff": "image/jpeg",
        b"GIF87a": "image/gif",
        b"GIF89a": "image/gif",
        b"%PDF-": "application/pdf",
        b"PK\x03\x04": "application/zip",
        b"\x1f\x8b": "application/gzip",
        b"\xd4\xc3\xb2\xa1": "application/vnd.tcpdump.pcap",
        b"\xa1\xb2\xc3\xd4": "application/vnd.tcpdump.pcap",
        b"\x0a\x0d\x0d\x0a": "application/x-pcapng",
    }
)
TEXT = "text/plain"
LOOKED_AT = 4096
MARKUP = (b"<", b"\xef\xbb\xbf<")


def kind_of(head: bytes) -> str:
    """Text that could be taken for markup is no text: a browser must not read it as a page.

    >>> kind_of(b"%PDF-1.7 ...")
    'application/pdf'
    >>> kind_of(b"<svg onload=alert(1)>")
    'application/octet-stream'
    """
    for beginning, kind in BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    return TEXT if is_text(head[:LOOKED_AT]) else UNKNOWN


def is_text(head: bytes) -> bool:
    if b"\0" in head or head.lstrip().startswith(MARKUP):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as broken:
        return broken.end == len(head) and broken.start > len(head) - 4
    return True
