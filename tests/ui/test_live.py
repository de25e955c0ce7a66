"""What the stream says, and to whom: topics stand signed in its address, bound to a person."""

import asyncio
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import AsyncRequestFactory

from uphold.access import Actor, ActorKind
from uphold.ui import hub, live
from uphold.ui.hub import LOST, News

INES = Actor(kind=ActorKind.STAFF, id=1, name="Ines")
TOPICS = frozenset({"ticket:42", "queue:3"})


def request(person: int, path: str = "/") -> Any:  # noqa: ANN401 - a request with what middleware adds
    made: Any = AsyncRequestFactory().get(path)
    made.user, made.actor = get_user_model()(pk=person), INES
    return made


def opened(person: int, address: str) -> HttpResponseBase:
    answer = live.stream(request(person, address))
    assert isinstance(answer, HttpResponseBase)
    return answer


@pytest.mark.usefixtures("transactional_db")
def test_a_stream_opens_for_the_person_whose_page_asked() -> None:
    answer = opened(7, live.live_url(request(7), ["ticket:42"]))

    async def first_words() -> list[str]:
        assert isinstance(answer, StreamingHttpResponse)
        stream: Any = answer.streaming_content
        words = [(await anext(stream)).decode(), (await anext(stream)).decode()]
        await hub.close()
        return words

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/event-stream")
    assert asyncio.run(first_words()) == ["retry: 2000\n\n", "event: missed\ndata: {}\n\n"]
    hub.hub.cache_clear()


def test_the_address_of_another_persons_stream_opens_nothing() -> None:
    address = live.live_url(request(7), ["ticket:42"])

    assert opened(8, address).status_code == 204


@pytest.mark.parametrize("token", ["", "made-up", "e30:1:x"])
def test_topics_that_nobody_signed_open_nothing(token: str) -> None:
    assert opened(7, f"/ui/live?token={token}").status_code == 204


def test_an_event_names_only_topics_of_the_page() -> None:
    news = News(topics=("ticket:42", "ticket:7", "queue:3"), entry=123, heard_at=0.0)

    assert live._event(news, TOPICS) == (
        'event: ticket:42\ndata: {"entry": 123}\n\nevent: queue:3\ndata: {"entry": 123}\n\n'
    )


def test_a_loss_and_a_sign_of_life_have_words_of_their_own() -> None:
    assert live._event(LOST, TOPICS) == "event: missed\ndata: {}\n\n"
    assert live._event(None, TOPICS) == ": still here\n\n"
