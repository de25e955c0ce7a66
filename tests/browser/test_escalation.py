"""A customer escalates, who is on duty takes the call by its link, and both sides see it; also where it is refused."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from tests.browser.journeys import Clock, Queue, sign_in
from tests.cast.fixtures import hosted
from tests.cast.oncall import let_call, make_rota_of
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from uphold.oncall.models import Rota
from uphold.tickets.actions import find

__all__ = ["hosted"]

OpenPage = Callable[..., Page]
AxeCheck = Callable[[Page], list[str]]
MONDAY = datetime(2026, 9, 14, 11, tzinfo=ZoneInfo("America/New_York"))
PAGES = (
    "/desk/oncall/",
    "/desk/oncall/path",
    "/desk/oncall/path/stratelegy/1",
    "/desk/oncall/ways",
    "/desk/oncall/ways/new",
    "/desk/tickets/NW-1",
)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(MONDAY)
    monkeypatch.setattr("uphold.kit.clock.datetime", made)
    return made


def test_a_step_is_asked_for_taken_by_the_link_and_shown_to_both(
    open_page: OpenPage, hosted: Cast, clock: Clock, mailoutbox: list[EmailMessage]
) -> None:
    queue = Queue()
    prepared(hosted)
    customer = open_page()
    sign_in(customer, hosted.ada)
    customer.goto("/portal/tickets/NW-1/")
    escalated(customer, "Nobody has called us back.")
    expect(customer.locator("#escalation")).to_contain_text("Ben was called")

    queue.work(at=clock.instant)
    [letter] = [letter for letter in mailoutbox if letter.to == ["ben@northwind.example"]]
    link = next(word for word in str(letter.body).split() if "/page/" in word)
    telephone = open_page(is_telephone=True)
    telephone.goto("/page/" + link.split("/page/")[1])
    expect(telephone.get_by_text("Nobody has called us back.")).to_be_visible()
    clock.stand(MONDAY + timedelta(minutes=3))
    telephone.get_by_role("button", name="I take it").click()

    expect(telephone.get_by_role("heading", name="You have taken it")).to_be_visible()
    expect(customer.locator("#escalation")).to_contain_text("Ben has taken it", timeout=5000)
    desk = open_page()
    sign_in(desk, hosted.lea)
    desk.goto("/desk/tickets/NW-1")
    expect(desk.locator("#about")).to_contain_text("Ben has taken it")
    escalated(customer, "It is not solved yet.")
    expect(customer.locator("#escalation")).to_contain_text("Lea was called")
    desk.goto("/desk/oncall/")
    expect(desk.get_by_text("First manager: Lea")).to_be_visible()
    refused(customer, hosted, clock)


@pytest.mark.parametrize("seen", [{"theme": "light"}, {"theme": "dark", "is_telephone": True}])
def test_no_page_of_who_is_on_call_shuts_anybody_out_or_is_too_wide(
    seen: dict[str, object], open_page: OpenPage, axe: AxeCheck, hosted: Cast, clock: Clock
) -> None:
    prepared(hosted)
    page = open_page(**seen)
    sign_in(page, hosted.lea)
    rota = Rota.objects.get().pk
    ones = (
        f"/desk/oncall/rotas/{rota}",
        f"/desk/oncall/rotas/{rota}/change",
        f"/desk/oncall/rotas/{rota}/exceptions",
    )

    found = {}
    for address in (*PAGES, *ones):
        page.goto(address)
        page.wait_for_load_state()
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found[address] = (axe(page), max(0, width))

    assert {address: each for address, each in found.items() if each != ([], 0)} == {}


def prepared(hosted: Cast) -> None:
    """A fault of this morning; Ben is on duty for the first step, Lea is the second."""
    rota = make_rota_of(hosted, [hosted.ben], made_at=MONDAY)
    let_call(hosted, "Escalation desk", rota=rota, at=MONDAY)
    let_call(hosted, "First manager", staff=hosted.lea, at=MONDAY)
    open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Fault", impact="One function")


def escalated(customer: Page, reason: str) -> None:
    customer.locator("summary", has_text="Ask to escalate").click()
    customer.get_by_label("Why it should go further").fill(reason)
    customer.get_by_role("button", name="Escalate one step").click()
    expect(customer.get_by_role("status")).to_contain_text("Your ticket goes to")


def refused(customer: Page, hosted: Cast, clock: Clock) -> None:
    """A cut-over without the old provider: the page says so with its row, and offers nothing."""
    ticket = open_shipped(customer=hosted.ada, opened_at=clock.instant, request="Fault", impact="Total loss")
    find(actor=hosted.ben.actor, ticket=ticket, facts={"cause": "Old provider removed"}, at=clock.instant)
    customer.goto("/portal/tickets/NW-2/")
    place = customer.locator("#escalation")
    expect(place).to_contain_text("The agreement gives ticket NW-2 no escalation: Old provider removed.")
    expect(place).to_contain_text("§ 3")
    expect(customer.get_by_text("Ask to escalate")).to_have_count(0)
