"""Whole pages, fragments and changes: the same answer with and without htmx."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from jinja2 import ChoiceLoader, DictLoader

from uphold.ui.respond import changed, shown

TICKET = """{% extends "ui/bare.html" %}
{% set words = "closed" %}
{% block title %}Ticket{% endblock %}
{% block middle %}
{% block summary %}<section id="summary">{{ words }} {{ ui.icon("check") }}</section>{% endblock %}
{% block timeline %}<ol id="timeline"><li>{{ last }}</li></ol>{% endblock %}
{% endblock %}"""


@pytest.fixture(autouse=True)
def _templates(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    environment: Any = engines["jinja2"]
    loader = ChoiceLoader([DictLoader({"ticket.html": TICKET}), environment.env.loader])
    monkeypatch.setattr(environment.env, "loader", loader)
    environment.env.cache.clear()
    yield
    environment.env.cache.clear()


def request(method: str = "GET", **headers: str) -> HttpRequest:
    made: Any = RequestFactory().generic(method, "/tickets/42", headers=headers)
    made._messages = CookieStorage(made)
    return made  # type: ignore[no-any-return]  # because the messages make it Any


def test_a_page_is_whole_without_htmx_and_one_block_with_it() -> None:
    whole = shown(request(), "ticket.html#summary", {"last": "x"})
    part = shown(request(**{"HX-Request": "true"}), "ticket.html#summary", {"last": "x"})

    assert whole.text.startswith("<!doctype html>")
    assert part.text.startswith('<section id="summary">closed <svg')


def test_a_boosted_link_gets_the_whole_page() -> None:
    answer = shown(
        request(**{"HX-Request": "true", "HX-Boosted": "true"}), "ticket.html#summary", {"last": "x"}
    )

    assert answer.text.startswith("<!doctype html>")


def test_words_of_people_are_escaped_in_pages_and_in_blocks() -> None:
    whole = shown(request(), "ticket.html", {"last": "<b>"})
    part = shown(request(**{"HX-Request": "true"}), "ticket.html#timeline", {"last": "<b>"})

    assert "<li>&lt;b&gt;</li>" in whole.text
    assert part.text == '<ol id="timeline"><li>&lt;b&gt;</li></ol>'


def test_a_change_without_htmx_leads_to_the_page_and_is_told_there() -> None:
    asked = request("POST")

    answer = changed(asked, "ticket.html#summary", {}, to="/tickets/42", said="Ticket 42 is closed.")

    assert (answer.status_code, answer["Location"]) == (302, "/tickets/42")
    assert [str(message) for message in asked._messages] == ["Ticket 42 is closed."]  # type: ignore[attr-defined]  # because the middleware adds them


def test_a_change_without_a_way_leads_back_to_where_the_form_stood() -> None:
    ours = changed(request("POST", Referer="http://testserver/tickets?page=2"), "", {})
    strange = changed(request("POST", Referer="http://elsewhere.example/"), "", {})

    assert (ours["Location"], strange["Location"]) == ("http://testserver/tickets?page=2", "/")


def test_a_change_with_htmx_gives_the_changed_blocks_and_the_sentence() -> None:
    asked = request("POST", **{"HX-Request": "true"})

    text = changed(
        asked, "ticket.html#summary", {"last": "x"}, also=["timeline"], said="Ticket 42 is closed."
    ).text

    assert text.startswith('<section id="summary">closed')
    assert '<ol id="timeline" hx-swap-oob="true"><li>x</li></ol>' in text
    assert '<div id="flashes" hx-swap-oob="beforeend">' in text
    assert "Ticket 42 is closed." in text


def test_a_block_without_an_element_of_its_name_cannot_be_swapped() -> None:
    with pytest.raises(ValueError, match='Block title must hold an element with id="title"'):
        changed(
            request("POST", **{"HX-Request": "true"}), "ticket.html#summary", {"last": "x"}, also=["title"]
        )
