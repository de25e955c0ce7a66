"""How allauth behaves here: nobody signs up by themselves; people are invited by those who answer for them."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from uphold.access import NotThere
from uphold.ui.page import PUBLIC, PageRequest, page


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # because allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False


@page(need=PUBLIC, methods=["GET", "POST"])
def addresses(request: PageRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Nobody changes his own address: it is that of his row, which others look after."""
    raise NotThere("page")
