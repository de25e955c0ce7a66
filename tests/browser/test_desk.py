"""An agent's day in a real browser: the queue, a ticket, its why, the acts by hand and by key, and what others do."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NothingCame

from tests.cast.fixtures import cast
from tests.cast.instants import at
from tests.cast.people import PASSWORD, Cast, Worker
from tests.cast.tickets import make_ticket
from uphold.tickets.actions import reply

__all__ = ["cast"]

OpenPage = Callable[..., Page]
AxeCheck = Callable[[Page], list[str]]
OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 09:30")
WITHIN_MS, IDLE_MS = 1000, 1500


class StoppedClock:
    """Stands for `datetime` in the module of the clock: the server's threads see it too."""

    @staticmethod
    def now(zone: tzinfo) -> datetime:
        return NOW.astimezone(zone)


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uphold.kit.clock.datetime", StoppedClock)


def test_an_agent_answers_waits_and_solves(page: Page, cast: Cast) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ben)

    page.get_by_role("link", name="Unassigned").click()
    page.get_by_role("link", name="No dial tone at the reception").click()
    expect(page.locator("#clocks")).to_contain_text("answer in 1 h 30")
    page.get_by_role("link", name="Why then?").first.click()
    expect(page.get_by_role("table")).to_contain_text("Tue 9 Jun, 07:00")
    page.get_by_role("link", name="No dial tone").click()
    page.get_by_role("textbox", name="Reply to Ada").fill("We look into it.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#talk")).to_contain_text("We look into it.")
    expect(page.locator("#clocks")).to_contain_text("met in 30 min")
    page.locator("#summary").get_by_role("link", name="Wait").click()
    page.get_by_role("dialog").get_by_text("the customer").click()
    page.get_by_role("button", name="Let it wait").click()
    expect(page.locator("#summary")).to_contain_text("waiting for the customer")
    page.get_by_role("link", name="Resolve").click()
    page.get_by_role("button", name="It is resolved").click()

    expect(page.locator("#summary")).to_contain_text("resolved")
    expect(page.locator("#act")).not_to_be_visible()


def test_the_same_day_by_keys_alone(page: Page, cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ben)

    press(page, "g", "u")
    page.wait_for_url("**/unassigned")
    press(page, "j", "Enter")
    page.wait_for_url(f"**/{ticket.number}")
    press(page, "a")
    page.get_by_role("button", name="Take it").press("Enter")
    expect(page.locator("#summary")).to_contain_text("with Ben")
    press(page, "r")
    page.keyboard.type("We look into it.")
    expect(page.locator("#composer-reply")).to_have_value("We look into it.")
    press(page, "Escape", "n")
    expect(page.get_by_role("button", name="Keep the note")).to_be_visible()
    page.keyboard.type("The line card is old.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("#talk")).to_contain_text("The line card is old.")
    press(page, "e")
    page.get_by_role("button", name="It is resolved").press("Enter")

    expect(page.locator("#summary")).to_contain_text("resolved")
    expect(page.locator("#composer-reply")).to_have_value("We look into it.")


def test_a_question_mark_lists_every_key(page: Page, cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ben)
    page.goto(f"/desk/tickets/{ticket.number}")

    press(page, "?")

    for words in ("Reply to Ada", "Note", "Wait", "Resolve", "Assess the priority", "Log work", "Unassigned"):
        expect(page.locator("#keys")).to_contain_text(words)


def test_the_palette_leads_to_a_ticket(page: Page, cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ben)

    press(page, "Control+k")
    page.keyboard.type("reception")
    expect(page.locator("#hits")).to_contain_text("No dial tone")
    press(page, "Enter")

    page.wait_for_url(f"**/{ticket.number}")


def test_what_another_does_is_seen_within_a_second(open_page: OpenPage, cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    watching, acting = open_page(), open_page()
    sign_in(watching, cast.ben)
    sign_in(acting, cast.nia)
    with watching.expect_response("**/ui/live**"):
        watching.goto(f"/desk/tickets/{ticket.number}")
    watching.get_by_role("textbox", name="Reply to Ada").fill("Half a sentence")
    acting.goto(f"/desk/tickets/{ticket.number}")

    acting.get_by_role("textbox", name="Reply to Ada").fill("The line card is replaced.")
    acting.get_by_role("button", name="Send").click()

    expect(watching.locator("#talk")).to_contain_text("The line card is replaced.", timeout=WITHIN_MS)
    expect(watching.locator("#clocks")).to_contain_text("met in 30 min")
    expect(watching.locator("#composer-reply")).to_have_value("Half a sentence")


def test_an_open_queue_tells_of_a_new_ticket_and_moves_nothing(page: Page, cast: Cast) -> None:
    here = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ben)
    with page.expect_response("**/ui/live**"):
        page.goto("/desk/queue/all")

    later = NOW + timedelta(minutes=1)
    make_ticket(customer=cast.eve, opened_at=later, subject="Fax is silent")
    expect(page.locator(".quiet-bar")).to_contain_text("1 new", timeout=WITHIN_MS)
    expect(page.locator("[data-row]")).to_have_count(1)
    reply(actor=cast.nia.actor, ticket=here, body="We look into it.", at=later)
    expect(page.locator(f"#row-{here.number}")).to_contain_text("solution in")
    press(page, ".")

    expect(page.locator("[data-row]")).to_have_count(2)


@pytest.mark.parametrize("address", ["/desk/queue/all", "/desk/tickets/NW-1"])
def test_a_page_that_nothing_happens_to_asks_nothing(page: Page, cast: Cast, address: str) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ben)
    with page.expect_response("**/ui/live**"):
        page.goto(address)
    settle(page)

    with pytest.raises(NothingCame):
        page.wait_for_event("request", timeout=IDLE_MS)


def test_what_was_typed_is_there_after_a_reload(page: Page, cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ben)
    page.goto(f"/desk/tickets/{ticket.number}")
    page.get_by_role("textbox", name="Reply to Ada").fill("Half a sentence")

    page.reload()

    expect(page.get_by_role("textbox", name="Reply to Ada")).to_have_value("Half a sentence")


def test_a_note_that_was_not_kept_is_there_when_its_form_opens_again(page: Page, cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.ben)
    page.goto(f"/desk/tickets/{ticket.number}")
    press(page, "n")
    page.get_by_label("Note, seen by the desk only").fill("Half a thought")
    press(page, "Escape")

    press(page, "Escape", "n")

    expect(page.get_by_label("Note, seen by the desk only")).to_have_value("Half a thought")


def test_a_new_ticket_shows_what_would_be_promised_as_it_is_filled_in(page: Page, cast: Cast) -> None:
    sign_in(page, cast.ben)

    press(page, "c")
    page.get_by_label("Name of the person or the organisation").press_sequentially("ada")
    page.get_by_role("link", name="Ada").click()
    page.get_by_text("Something is broken").click()
    page.get_by_text("Nobody can work").click()
    expect(page.locator("#forecast")).to_contain_text("answer in 2 h")
    page.get_by_label("Subject").fill("Fax is silent")
    page.get_by_label("What is said").fill("No page comes through.")
    page.get_by_role("button", name="Open the ticket").click()

    expect(page.get_by_role("heading", name="Fax is silent")).to_be_visible()


def test_without_scripts_an_agent_works_all_the_same(open_page: OpenPage, cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    page = open_page(has_script=False)
    sign_in(page, cast.ben)

    page.goto(f"/desk/tickets/{ticket.number}")
    page.get_by_role("textbox", name="Reply to Ada").fill("We look into it.")
    page.get_by_role("button", name="Send").click()
    page.locator("#summary").get_by_role("link", name="Wait").click()
    page.get_by_text("the customer", exact=True).click()
    page.get_by_role("button", name="Let it wait").click()

    expect(page.locator("#summary")).to_contain_text("waiting for the customer")
    expect(page.locator("#talk")).to_contain_text("We look into it.")


PAGES = [
    "/desk/queue/all",
    "/desk/queue/all?status=new",
    "/desk/queue/mine",
    "/desk/tickets/NW-1",
    "/desk/tickets/NW-1/assessment",
    "/desk/tickets/NW-1/work",
    "/desk/tickets/NW-1/evidence-request",
    "/desk/tickets/NW-1/why/first-response/1",
    "/desk/tickets/NW-1/decisions",
    "/desk/tickets/new?q=ada",
    "/desk/search?q=dial",
    "/desk/palette?q=re",
    "/desk/notices",
    "/desk/calendar/",
    "/desk/calendar/schedule",
    "/desk/calendar/feeds",
    "/desk/tickets/NW-1/appointment",
]


@pytest.mark.parametrize("look", ["light", "dark", "telephone"])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    open_page: OpenPage, axe: AxeCheck, cast: Cast, look: str
) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    reply(actor=cast.nia.actor, ticket=ticket, body="We look into it.", at=OPENED_AT)
    page = open_page(theme="dark" if look == "dark" else "light", is_telephone=look == "telephone")
    sign_in(page, cast.lea)
    width = page.evaluate("window.innerWidth")

    found = {}
    for address in [*PAGES, f"/desk/tickets/new/{cast.northwind.pk}/{cast.harbour.pk}"]:
        page.goto(address)
        found[address] = axe(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[address].append("wider than the window")

    assert {address: problems for address, problems in found.items() if problems} == {}


def test_axe_finds_nothing_in_an_open_dialog(page: Page, axe: AxeCheck, cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    sign_in(page, cast.lea)
    page.goto(f"/desk/tickets/{ticket.number}")

    press(page, "w")
    expect(page.get_by_role("button", name="Let it wait")).to_be_visible()

    assert axe(page) == []


def sign_in(page: Page, worker: Worker) -> None:
    page.goto("/")
    page.locator("[name=login]").fill(worker.staff.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/desk/**")


def settle(page: Page) -> None:
    """Lets pass what a page asks while it loads, and once more when its process begins to listen."""
    with suppress(NothingCame):
        for _ in range(4):
            page.wait_for_event("request", timeout=IDLE_MS)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
