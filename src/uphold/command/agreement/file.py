"""The file of an agreement, as text: never larger than an agreement can be, always UTF-8."""

from pathlib import Path

LARGEST_BYTES = 4_000_000


class UnreadableFile(Exception):
    """A file that cannot be read as text; the message is a sentence."""


def text_of(path: str) -> str:
    """The text of a file. Raises UnreadableFile."""
    try:
        with Path(path).open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
        if len(raw) > LARGEST_BYTES:
            raise UnreadableFile(f"{path} has more than {LARGEST_BYTES} bytes; an agreement is shorter.")
        return raw.decode("utf-8")
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path} is not UTF-8 text (byte {error.start}).") from None
