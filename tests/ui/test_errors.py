"""What is said when no view can answer."""

from django.http import HttpRequest
from django.test import Client

from uphold.ui import errors


def test_an_address_that_nobody_knows_has_a_page_of_the_house() -> None:
    answer = Client().get("/nowhere")

    assert answer.status_code == 404
    assert "There is no such page." in answer.text


def test_a_form_of_another_session_is_told_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/ui/theme", {"theme": "dark"})

    assert answer.status_code == 403
    assert "This page was open for too long to be sent." in answer.text


def test_a_fault_of_ours_is_said_without_a_template_that_could_fail_in_turn() -> None:
    answer = errors.broken(HttpRequest())

    assert answer.status_code == 500
    assert "Something broke on our side. It is on record." in answer.text


def test_the_theme_is_kept_in_a_cookie_and_let_go() -> None:
    client = Client()

    chosen = client.post(
        "/ui/theme", {"theme": "dark"}, headers={"Referer": "http://testserver/ui/patterns/queue"}
    )
    assert (chosen.status_code, chosen["Location"]) == (302, "http://testserver/ui/patterns/queue")
    assert client.cookies["theme"].value == "dark"

    client.post("/ui/theme", {"theme": "neon"})
    assert client.cookies["theme"].value == ""
