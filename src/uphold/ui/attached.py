"""Files between a browser and the rooms: as they arrive, as links, and as they are fetched."""

from collections.abc import Callable, Iterable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from uphold.files.actions import MEGABYTE, Brought, most_bytes
from uphold.files.models import StoredFile
from uphold.files.shelf import pieces_of
from uphold.tickets.models import Attachment
from uphold.ui.components.message import Attached

FIELD = "files"
SIZES = ((MEGABYTE, "MB"), (1 << 10, "kB"))


def brought(request: HttpRequest) -> list[Brought]:
    """What the form brings along; a field without a file is none."""
    return [Brought(each.name or "", each.chunks()) for each in request.FILES.getlist(FIELD)]


def limit_words() -> str:
    return gettext("At most %(size)s MB each.") % {"size": most_bytes() // MEGABYTE}


def links_of(attachments: Iterable[Attachment], *, href: Callable[[int], str]) -> tuple[Attached, ...]:
    return tuple(
        Attached(name=each.file.name, href=href(each.pk), size=size_words(each.file.size_bytes))
        for each in attachments
    )


def size_words(size_bytes: int) -> str:
    for unit, name in SIZES:
        if size_bytes >= unit:
            return f"{size_bytes / unit:.1f} {name}"
    return gettext("%(count)d bytes") % {"count": size_bytes}


def downloaded(file: StoredFile) -> HttpResponse:
    """Saved, never shown: whatever it is, it runs nowhere, and the browser guesses nothing.

    It is whole at once: an asynchronous server sends no pieces one by one.
    """
    response = HttpResponse(b"".join(pieces_of(file.digest)), content_type=file.kind)
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_")
    named = quote(file.name, safe="")
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{named}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
