"""Who may come to a page, and what one is told who may not."""

from types import MappingProxyType
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import gettext_lazy

from uphold.access import Actor, ActorKind, Permission, Role
from uphold.kit.refused import CONFLICT, INVALID, MISSING, Kind, Refused
from uphold.ui.examples import RESPONSE
from uphold.ui.page import PUBLIC, SIGNED_IN, Need, need_of, page
from uphold.ui.respond import STATUSES

INES = Actor(kind=ActorKind.STAFF, id=1, name="Ines", grants=MappingProxyType({1: Role.AGENT}))
TOMAS = Actor(kind=ActorKind.CONTACT, id=2, name="Tomás", organisation_id=1, role=Role.MEMBER)


class TicketIsClosed(Refused):
    code, kind, text = "ticket_closed", CONFLICT, gettext_lazy("Ticket {0} is closed; reopen it first.")
    clause = RESPONSE


class NoSuchTicket(Refused):
    code, kind, text = "no_ticket", MISSING, gettext_lazy("There is no ticket {0}.")


class SubjectIsEmpty(Refused):
    code, kind, text = "subject_empty", INVALID, gettext_lazy("Give the ticket a subject.")


def ask(
    need: Need, actor: Actor, *, method: str = "GET", refusal: Refused | None = None, is_htmx: bool = False
) -> HttpResponse:
    @page(need=need, methods=["GET", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        if refusal:
            raise refusal
        return HttpResponse("seen")

    request: Any = RequestFactory().generic(
        method, "/tickets/42", headers={"HX-Request": "true"} if is_htmx else {}
    )
    request.actor = actor
    answer = view(request)
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("need", [SIGNED_IN, Permission.TICKET_CLOSE])
def test_the_anonymous_are_sent_to_sign_in_alike_whether_something_is_there_or_not(need: Need) -> None:
    there = ask(need, Actor.anonymous())
    missing = ask(need, Actor.anonymous(), refusal=NoSuchTicket(42))

    assert there.status_code == missing.status_code == 302
    assert there["Location"] == missing["Location"] == "/account/login/?next=/tickets/42"


def test_a_fragment_asked_for_anonymously_sends_the_whole_page_to_sign_in() -> None:
    answer = ask(SIGNED_IN, Actor.anonymous(), is_htmx=True)

    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/account/login/")


def test_a_public_page_asks_nobody() -> None:
    assert ask(PUBLIC, Actor.anonymous()).content == b"seen"


def test_a_role_without_the_right_is_refused_before_the_view_runs() -> None:
    answer = ask(Permission.TICKET_CLOSE, TOMAS)

    assert answer.status_code == 403
    assert "Your role does not include this." in answer.text


def test_a_role_with_the_right_comes_in() -> None:
    assert ask(Permission.TICKET_CLOSE, INES).content == b"seen"


def test_a_method_that_was_not_declared_is_not_allowed() -> None:
    answer = ask(PUBLIC, INES, method="DELETE")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST, HEAD")


@pytest.mark.parametrize(
    ("refusal", "status", "sentence"),
    [
        (NoSuchTicket(42), 404, "There is no ticket 42."),
        (TicketIsClosed(42), 409, "Ticket 42 is closed; reopen it first."),
        (SubjectIsEmpty(), 422, "Give the ticket a subject."),
    ],
)
def test_a_refusal_is_shown_with_the_status_of_its_kind(refusal: Refused, status: int, sentence: str) -> None:
    answer = ask(PUBLIC, INES, refusal=refusal)

    assert answer.status_code == status
    assert sentence in answer.text


def test_a_refusal_says_the_clause_before_the_sentence() -> None:
    text = ask(PUBLIC, INES, refusal=TicketIsClosed(42)).text.partition("<main")[2]

    assert text.index("§ 6a") < text.index("Ticket 42 is closed")


def test_a_refused_fragment_goes_to_the_live_region() -> None:
    answer = ask(PUBLIC, INES, refusal=TicketIsClosed(42), is_htmx=True)

    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#flashes")
    assert answer.text.startswith("<p class=")


def test_every_kind_of_refusal_has_a_status() -> None:
    assert set(STATUSES) == set(Kind)


def test_a_view_tells_what_it_needs() -> None:
    @page(need=Permission.TICKET_CLOSE)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert need_of(view) is Permission.TICKET_CLOSE
    assert need_of(test_a_view_tells_what_it_needs) is None
