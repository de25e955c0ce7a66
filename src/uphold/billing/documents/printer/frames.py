"""Frames on a pipe: four bytes of length, then so many bytes."""

import struct
from typing import IO

LENGTH = struct.Struct(">I")


def send(pipe: IO[bytes], frame: bytes) -> None:
    pipe.write(LENGTH.pack(len(frame)))
    pipe.write(frame)


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None when the other side has gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    frame = pipe.read(length)
    return frame if len(frame) == length else None
