"""An open page hears what happens elsewhere: pushed, not polled."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from playwright.sync_api import Page, expect

from tests.cast.people import make_cast

SignIn = Callable[[Page, AbstractBaseUser], None]


def test_the_quiet_bar_tells_of_news_within_a_second(page: Page, sign_in: SignIn) -> None:
    account = make_cast().ben.staff.account
    assert account is not None
    sign_in(page, account)
    with page.expect_response(
        "**/ui/patterns/news"
    ):  # a process that begins to listen asks once for everything
        page.goto("/ui/patterns/queue")
    page.evaluate("document.querySelector('#news').textContent = ''")

    with connection.cursor() as cursor:
        cursor.execute("""SELECT pg_notify('uphold_live', '{"topics": ["patterns"], "entry": 1}')""")

    expect(page.locator("#news")).to_have_text("4 new, press . to show", timeout=1000)
