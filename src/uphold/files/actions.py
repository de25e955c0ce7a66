"""Keeping a file: its bytes first, then the row, in the transaction of whatever it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy

from uphold.access import Actor
from uphold.files.kinds import kind_of
from uphold.files.locking import hold_shelf
from uphold.files.models import StoredFile
from uphold.files.naming import safe_name
from uphold.files.shelf import TooLarge, lay
from uphold.kit import INVALID, Refused
from uphold.kit.transaction import atomic

MOST_AT_ONCE = 10
MEGABYTE = 1 << 20


class FileIsEmpty(Refused):
    code, kind, text = (
        "file_is_empty",
        INVALID,
        gettext_lazy("{0} is empty. Choose it again, or leave it out."),
    )


class FileTooLarge(Refused):
    code, kind, text = (
        "file_too_large",
        INVALID,
        gettext_lazy("{0} is larger than {1} MB. Make it smaller, or split it."),
    )


class TooManyFiles(Refused):
    code, kind, text = "too_many_files", INVALID, gettext_lazy("At most {0} files go with one message.")


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it arrives: the name its sender gave it, and its bytes piece by piece."""

    name: str
    pieces: Iterable[bytes]


@atomic
def keep_files(
    *, by: Actor, organisation_id: int | None, files: Sequence[Brought], at: datetime
) -> list[StoredFile]:
    """All of them or none. What bytes were laid down for those that are refused is swept later."""
    if len(files) > MOST_AT_ONCE:
        raise TooManyFiles(MOST_AT_ONCE)
    hold_shelf()
    return [keep(by, brought, organisation_id=organisation_id, at=at) for brought in files]


def most_bytes() -> int:
    """How large a file may be."""
    return int(settings.FILE_BYTES)  # type: ignore[misc]  # because the stubs know only Django's own settings


def keep(by: Actor, brought: Brought, *, organisation_id: int | None, at: datetime) -> StoredFile:
    name, most = safe_name(brought.name), most_bytes()
    try:
        laid = lay(brought.pieces, most_bytes=most)
    except TooLarge:
        raise FileTooLarge(name, most // MEGABYTE) from None
    if not laid.size_bytes:
        raise FileIsEmpty(name)
    return StoredFile.objects.create(
        digest=laid.digest,
        size_bytes=laid.size_bytes,
        name=name,
        kind=kind_of(laid.head),
        organisation_id=organisation_id,
        put_by_kind=by.kind.value,
        put_by_id=by.id,
        put_at=at,
    )
