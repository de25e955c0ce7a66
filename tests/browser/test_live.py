"""An open page hears what happens elsewhere: pushed, not polled."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from playwright.sync_api import Page, expect

from tests.cast.fixtures import cast
from tests.cast.people import Cast, make_cast
from tests.cast.tickets import make_ticket
from uphold.kit import now
from uphold.metering.actions import discard_timer, start_timer

__all__ = ["cast"]

OpenPage = Callable[..., Page]
SignIn = Callable[[Page, AbstractBaseUser], None]
MOST_TRIES = 20
MOST_MS = 1500
"""A second to hear of it, and the rest to ask again on a busy machine."""


def test_the_quiet_bar_tells_of_news_within_a_second(page: Page, sign_in: SignIn) -> None:
    account = make_cast().ben.staff.account
    assert account is not None
    sign_in(page, account)
    page.goto("/ui/patterns/queue")
    assert any(hears(page, within_ms=500) for _ in range(MOST_TRIES)), "the process never began to listen"

    with page.expect_response(lambda answer: "/ui/live" in answer.url):
        page.goto("/ui/patterns/queue")

    assert hears(page, within_ms=1000)


def test_a_timer_that_starts_and_ends_in_one_window_does_so_in_the_other(
    open_page: OpenPage, sign_in: SignIn, cast: Cast
) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=now())
    other = open_page()
    assert cast.ben.staff.account is not None
    sign_in(other, cast.ben.staff.account)
    with other.expect_response(lambda answer: "/ui/live" in answer.url):
        other.goto("/desk/bugs/")
    bar = other.get_by_role("region", name="Your timer")

    start_timer(actor=cast.ben.actor, ticket=ticket, at=now())
    expect(bar).to_contain_text(ticket.number, timeout=MOST_MS)
    discard_timer(actor=cast.ben.actor, at=now())

    expect(bar).to_have_count(0, timeout=MOST_MS)


def hears(page: Page, *, within_ms: int) -> bool:
    """Whether the bar, emptied, says what was told to the database."""
    page.evaluate("document.querySelector('#news').textContent = ''")
    with connection.cursor() as cursor:
        cursor.execute("""SELECT pg_notify('uphold_live', '{"topics": ["patterns"], "entry": 1}')""")
    try:
        expect(page.locator("#news")).to_have_text("4 new, press . to show", timeout=within_ms)
    except AssertionError:
        return False
    return True
