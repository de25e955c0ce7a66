"""The live stream: tells an open page that something changed, never what; the page asks again by the door.

Contract with those who write:

    NOTIFY uphold_live, '{"topics": ["ticket:42", "queue:3"], "entry": 123}'

inside the transaction of the change (the journal does it), so it is heard when the change can be read.

Contract with pages: a view that may show a ticket hands `live_url(request, ["ticket:42"])` to its template
as `live_url`; the frame opens the stream, and elements with `hx-trigger="sse:ticket:42, sse:missed"` ask
again. The topics stand signed in the address, bound to the person: so what may be heard is decided where the
page is decided, and nowhere else. `missed` says that news may have been lost: ask again for everything.
"""

import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing

from django.core.handlers.asgi import ASGIRequest
from django.core.signing import BadSignature, dumps, loads
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse

from uphold.ui.hub import LOST, News, hub
from uphold.ui.page import SIGNED_IN, page

SALT = "uphold.live"
TOKEN_SECONDS = 24 * 60 * 60
RETRY_MS = 2000


def live_url(request: HttpRequest, topics: Sequence[str]) -> str:
    """Make the address of a stream of these topics for the person who asks."""
    token = dumps(
        {"for": _person(request), "at": time.time(), "topics": list(topics)}, salt=SALT, compress=True
    )
    return f"{reverse('ui:live')}?token={token}"


@page(need=SIGNED_IN)
def stream(request: HttpRequest) -> HttpResponseBase:
    """Open the stream. No database connection is held while it is open."""
    try:
        token = loads(request.GET.get("token", ""), salt=SALT, max_age=TOKEN_SECONDS)
    except BadSignature:
        return HttpResponse(status=204)  # a browser stops asking at 204; the page is older than a day
    if token["for"] != _person(request) or not isinstance(request, ASGIRequest):
        return HttpResponse(status=204)
    connections.close_all()
    events = _events(frozenset(token["topics"]), since=token["at"])
    response = StreamingHttpResponse(events, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _events(topics: frozenset[str], *, since: float) -> AsyncIterator[str]:
    yield f"retry: {RETRY_MS}\n\n"
    async with aclosing(hub().news(topics, since=since)) as heard:
        async for news in heard:
            yield _event(news, topics)


def _event(news: News | None, topics: frozenset[str]) -> str:
    if news is None:
        return ": still here\n\n"
    if news is LOST:
        return "event: missed\ndata: {}\n\n"
    data = json.dumps({"entry": news.entry})
    return "".join(f"event: {topic}\ndata: {data}\n\n" for topic in news.topics if topic in topics)


def _person(request: HttpRequest) -> str:
    return str(request.user.pk)
