"""The self-check: every row has its bytes, and they are what they were. It corrects nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from uphold.files.models import StoredFile
from uphold.files.shelf import pieces_of, place_of


@dataclass(frozen=True, slots=True)
class Difference:
    """`what`: missing, or changed."""

    digest: str
    names: tuple[str, ...]
    what: str


def check_files() -> Iterator[Difference]:
    for digest in (
        StoredFile.objects.order_by("digest").values_list("digest", flat=True).distinct().iterator()
    ):
        if what := fault_of(digest):
            names = StoredFile.objects.filter(digest=digest).order_by("id").values_list("name", flat=True)
            yield Difference(digest, tuple(names), what)


def fault_of(digest: str) -> str:
    if not place_of(digest).exists():
        return "missing"
    seen = sha256()
    for piece in pieces_of(digest):
        seen.update(piece)
    return "" if seen.hexdigest() == digest else "changed"
