"""An open page hears what happens elsewhere: pushed, not polled."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from playwright.sync_api import Page, expect

from tests.cast.people import make_cast

SignIn = Callable[[Page, AbstractBaseUser], None]
MOST_TRIES = 20


def test_the_quiet_bar_tells_of_news_within_a_second(page: Page, sign_in: SignIn) -> None:
    account = make_cast().ben.staff.account
    assert account is not None
    sign_in(page, account)
    page.goto("/ui/patterns/queue")
    assert any(hears(page, within_ms=500) for _ in range(MOST_TRIES)), "the process never began to listen"

    with page.expect_response(lambda answer: "/ui/live" in answer.url):
        page.goto("/ui/patterns/queue")

    assert hears(page, within_ms=1000)


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
