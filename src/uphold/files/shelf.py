"""Where bytes lie: one file for each digest, for the owner alone, written whole or not at all."""

import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from uphold.kit.folder import data_folder

FOLDER_MODE, FILE_MODE = 0o700, 0o600
PIECE_BYTES = 1 << 20
HALF_DONE = "arriving"


@dataclass(frozen=True, slots=True)
class Laid:
    """What was laid down: its digest, how large it is, and how it begins."""

    digest: str
    size_bytes: int
    head: bytes


class TooLarge(Exception):
    """More bytes came than may."""


def shelf() -> Path:
    return data_folder() / "files"


def place_of(digest: str) -> Path:
    """The digest alone says where: nothing that a sender wrote is in a path."""
    return shelf() / digest[:2] / digest


def lay(pieces: Iterable[bytes], *, most_bytes: int) -> Laid:
    """Writes beside, makes it last, then moves it to its place. Killed at any moment, nothing half stands there."""
    arriving = folder(shelf() / HALF_DONE) / secrets.token_hex(16)
    digest, size, head = sha256(), 0, b""
    try:
        with open_new(arriving) as out:
            for piece in pieces:
                size += len(piece)
                if size > most_bytes:
                    raise TooLarge
                head = head or piece[:PIECE_BYTES]
                digest.update(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        place = place_of(digest.hexdigest())
        folder(place.parent)
        arriving.replace(place)
        make_last(place.parent)
    finally:
        arriving.unlink(missing_ok=True)
    return Laid(digest.hexdigest(), size, head)


def pieces_of(digest: str) -> Iterator[bytes]:
    with place_of(digest).open("rb") as stored:
        while piece := stored.read(PIECE_BYTES):
            yield piece


def laid_before(moment: datetime) -> Iterator[Path]:
    """What has lain there since before; also what was never finished."""
    for place in sorted(shelf().glob("*/*")):
        if place.stat().st_mtime < moment.timestamp():
            yield place


def folder(path: Path) -> Path:
    shelf().mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    path.mkdir(mode=FOLDER_MODE, exist_ok=True)
    return path


def open_new(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb")


def make_last(path: Path) -> None:
    """The name of the file is kept as well, also when the power goes."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
