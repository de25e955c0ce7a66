"""A customer in a real browser: opens, reads what is promised, answers, escalates; with scripts and without."""

from collections.abc import Callable
from datetime import datetime, tzinfo

import pytest
from playwright.sync_api import Page, expect

from tests.cast.fixtures import cast
from tests.cast.instants import at
from tests.cast.people import PASSWORD, Caller, Cast
from tests.cast.tickets import make_ticket
from uphold.tickets.actions import reply, resolve_ticket
from uphold.tickets.models import Ticket

__all__ = ["cast"]

OpenPage = Callable[..., Page]
AxeCheck = Callable[[Page], list[str]]
OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 09:30")
PAGES = (
    "/portal/",
    "/portal/?show=all",
    "/portal/?q=nothing",
    "/portal/tickets/new",
    "/portal/tickets/NW-1/",
    "/portal/tickets/NW-1/why/first-response/1",
    "/portal/tickets/NW-1/appointments",
    "/portal/agreements/",
    "/portal/agreements/northwind/1/?row=75",
    "/portal/people",
    "/account/password/change/",
    "/account/2fa/",
    "/account/logout/",
)


class StoppedClock:
    """Stands for `datetime` in the module of the clock: the server's threads see it too."""

    @staticmethod
    def now(zone: tzinfo) -> datetime:
        return NOW.astimezone(zone)


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uphold.kit.clock.datetime", StoppedClock)


def test_a_customer_needs_no_scripts(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(has_script=False)
    sign_in(page, cast.ada)

    page.get_by_role("link", name="Open a ticket").first.click()
    page.get_by_role("radio", name="Fault").check()
    page.get_by_role("radio", name="Everyone").check()
    page.get_by_label("In one line").fill("No dial tone")
    page.get_by_label("What happens").fill("Since eight this morning.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("region", name="Promises")).to_contain_text("answer in 2 h")
    page.get_by_role("link", name="Why then?").first.click()
    expect(page.get_by_role("heading", name="Why is it due then?")).to_be_visible()
    page.get_by_role("link", name="No dial tone").click()
    page.get_by_role("checkbox", name="Logs").check()
    page.get_by_role("button", name="It is here now").click()
    expect(page.get_by_role("status")).to_contain_text("Noted that it is here: Logs.")
    expect(page.get_by_text("We can begin once")).not_to_be_visible()
    page.get_by_label("Your answer").fill("The logs are attached to this line.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#talk")).to_contain_text("The logs are attached to this line.")
    page.locator("summary", has_text="Ask to escalate").click()
    page.get_by_label("Why it should go further").fill("Nobody has called us back.")
    page.get_by_role("button", name="Escalate one step").click()
    expect(page.get_by_role("status")).to_contain_text("Your ticket goes to: Desk lead.")
    resolve_ticket(actor=cast.ben.actor, ticket=Ticket.objects.get(), at=NOW)
    page.reload()
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_role("status")).to_contain_text("The ticket is open again.")

    expect(page.get_by_text("Ada opened the ticket again")).to_be_visible()


def test_mistakes_come_back_with_what_was_typed_without_scripts(
    open_page: OpenPage, cast: Cast, heard: list[str]
) -> None:
    page = open_page(has_script=False)
    sign_in(page, cast.ada)
    page.goto("/portal/tickets/new")
    page.get_by_role("radio", name="Fault").check()
    page.get_by_role("checkbox", name="Logs").check()
    page.get_by_label("In one line").fill(" ")
    page.get_by_label("What happens").fill("Since eight this morning.")

    page.get_by_role("button", name="Send").click()

    expect(page.locator("#id_subject-error")).to_have_text("This field is required.")
    expect(page.get_by_label("What happens")).to_have_value("Since eight this morning.")
    expect(page.get_by_role("radio", name="Fault")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Logs")).to_be_checked()
    expect(page.get_by_label("What would be promised")).to_contain_text("8 h")
    assert [line for line in heard if "status of 422" not in line] == []
    heard.clear()  # browsers tell the status of a form with mistakes


def test_each_choice_shows_at_once_what_would_be_promised(page: Page, cast: Cast) -> None:
    sign_in(page, cast.ada)
    page.goto("/portal/tickets/new")
    promised = page.get_by_label("What would be promised")

    page.get_by_role("radio", name="Fault").check()
    expect(promised).to_contain_text("We can begin once this is here: Logs.")
    page.get_by_role("radio", name="Everyone").check()
    page.get_by_role("checkbox", name="Logs").check()

    expect(promised).to_contain_text("answer in 2 h")
    expect(promised).not_to_contain_text("We can begin")
    assert page.url.endswith("/portal/tickets/new")


def test_news_joins_the_page_and_leaves_alone_what_is_being_typed(page: Page, cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ada)
    with page.expect_response("**/portal/tickets/NW-1/", timeout=5000):
        page.goto("/portal/tickets/NW-1/")
    page.wait_for_timeout(300)
    page.get_by_label("Your answer").fill("It began at")

    reply(actor=cast.ben.actor, ticket=ticket, body="We look into it.", at=NOW)

    expect(page.locator("#talk")).to_contain_text("We look into it.", timeout=2000)
    expect(page.locator("#stands")).to_contain_text("met in 30 min")
    expect(page.locator("#about")).to_contain_text("Promise kept: First response")
    expect(page.get_by_label("Your answer")).to_have_value("It began at")
    expect(page.get_by_label("Your answer")).to_be_focused()


def test_an_open_list_tells_of_news_and_moves_nothing(page: Page, cast: Cast) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ada)
    with page.expect_response("**/portal/tickets/news?*"):  # a page that begins to listen asks once
        page.reload()

    make_ticket(customer=cast.max, opened_at=at("2026-06-09 09:31"), subject="The fax is dead")

    expect(page.locator("#news")).to_contain_text("1 new", timeout=2000)
    expect(page.get_by_text("The fax is dead")).not_to_be_visible()
    page.keyboard.press(".")
    expect(page.get_by_text("The fax is dead")).to_be_visible()


def test_an_answer_is_sent_without_leaving_the_page(page: Page, cast: Cast) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ada)
    page.goto("/portal/tickets/NW-1/")

    page.get_by_label("Your answer").fill("It rings again.")
    page.get_by_role("button", name="Send").click()

    expect(page.locator("#talk")).to_contain_text("It rings again.")
    expect(page.get_by_label("Your answer")).to_have_value("")
    expect(page.get_by_role("status")).to_contain_text("Your answer is with us.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_of_the_portal_shuts_anybody_out(
    theme: str, open_page: OpenPage, axe: AxeCheck, cast: Cast
) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT, evidence=())
    page = open_page(theme=theme)
    sign_in(page, cast.max)

    found = {address: axe_of(page, address, axe) for address in PAGES if page.goto(address)}

    assert {address: complaints for address, complaints in found.items() if complaints} == {}


def test_no_page_of_the_portal_is_wider_than_a_telephone(open_page: OpenPage, cast: Cast) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT, evidence=(), subject="W" * 60)
    page = open_page(is_telephone=True)
    sign_in(page, cast.max)

    widths = {address: width_of(page, address) for address in PAGES}

    assert {address: width for address, width in widths.items() if width > 390} == {}


def axe_of(page: Page, address: str, axe: AxeCheck) -> list[str]:
    page.wait_for_load_state()
    return axe(page)


def width_of(page: Page, address: str) -> int:
    page.goto(address)
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def sign_in(page: Page, caller: Caller) -> None:
    """By the form, as customers do."""
    page.goto("/account/login/")
    page.get_by_label("Email").fill(caller.contact.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/portal/")
