"""A customer's minutes and money in a real browser: buying without scripts, answering a fault, pages fit for all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import Clock, OpenPage, sign_in
from tests.cast.credits import make_account, make_draw, make_hold, make_lot
from tests.cast.fixtures import hosted, prepaid
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from tests.standing.overdue import make_receivable
from uphold.agreements.models import Contract
from uphold.credits.actions import set_package_price
from uphold.credits.models import CreditOrder
from uphold.metering.actions import ask_for_consent, log_work, propose_fault
from uphold.metering.models import Consent
from uphold.metering.queries import fault_file_of
from uphold.tickets.models import Ticket

__all__ = ["hosted", "prepaid"]
pytestmark = pytest.mark.timeout(240)

AxeCheck = Callable[[Page], list[str]]
NEW_YORK = ZoneInfo("America/New_York")
SATURDAY = datetime(2026, 8, 15, 2, tzinfo=NEW_YORK)
MONDAY = datetime(2026, 8, 17, 10, tzinfo=NEW_YORK)
WIDE = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
    [...document.querySelectorAll("main *")].filter((each) => each.getBoundingClientRect().right > window.innerWidth)
    .map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 60)}`)"""


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(MONDAY)
    monkeypatch.setattr("uphold.kit.clock.datetime", clock)
    return clock


def price_packages(cast: Cast) -> None:
    set_package_price(
        actor=cast.olga.actor,
        contract=Contract.objects.get(organisation=cast.harbour),
        package="2 hours",
        price=Decimal("180.00"),
        at=SATURDAY,
    )


def proposed_fault(cast: Cast) -> Ticket:
    """An outage on a Saturday that the provider takes for the customer's."""
    ticket = open_shipped(customer=cast.ada, opened_at=SATURDAY, request="Fault", impact="Total loss")
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=SATURDAY + timedelta(minutes=10),
        ended_at=SATURDAY + timedelta(minutes=52),
        at=SATURDAY + timedelta(hours=1),
    )
    file = fault_file_of(ticket)
    assert file is not None
    file.ticket = ticket
    propose_fault(
        actor=cast.lea.actor,
        file=file,
        fault="customer",
        words="The switch in the hall was without power.",
        at=MONDAY,
    )
    return ticket


def test_a_package_is_bought_without_scripts(open_page: OpenPage, prepaid: Cast) -> None:
    price_packages(prepaid)
    page = open_page(has_script=False)
    sign_in(page, prepaid.max)
    page.goto("/portal/account")

    page.get_by_role("link", name="Buy credits").first.click()
    page.get_by_role("link", name="Choose").click()
    expect(page.get_by_role("region", name="Order")).to_contain_text("You get an invoice over $180.00")
    page.get_by_role("button", name="Order for $180.00").click()

    expect(page.get_by_role("status")).to_contain_text("120 credits are yours once the invoice is paid.")
    assert CreditOrder.objects.get().package == "2 hours"


def test_the_balance_of_an_open_page_follows_the_ledger(page: Page, prepaid: Cast) -> None:
    lot = make_lot(make_account(prepaid), credits=60)
    sign_in(page, prepaid.ada)
    page.goto("/portal/account")
    expect(page.locator("#account")).to_contain_text("60 credits")
    page.wait_for_timeout(500)

    make_lot(lot.account, credits=30)

    expect(page.locator("#account")).to_contain_text("90 credits")


def test_a_customer_objects_in_words_and_reads_who_decides(page: Page, hosted: Cast) -> None:
    ticket = proposed_fault(hosted)
    sign_in(page, hosted.ada)
    page.goto(f"/portal/tickets/{ticket.number}/")
    file = page.get_by_role("region", name="Whose doing it was")
    expect(file).to_contain_text("The switch in the hall was without power.")

    file.get_by_text("I do not agree").click()
    file.get_by_label("Why not").fill("It has a battery, and the battery was full.")
    file.get_by_role("button", name="Object").click()

    expect(file).to_contain_text("A manager looks at both sides and decides.")
    expect(page.locator("#about")).to_contain_text("Ada objected to it")


def test_the_link_of_a_mail_asks_and_is_answered_without_signing_in(
    open_page: OpenPage, hosted: Cast
) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="New install")
    asked = ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=MONDAY)
    page = open_page(has_script=False, is_telephone=True)
    page.goto(f"/consent/{asked.token}")
    expect(page.get_by_role("main")).to_contain_text("USD 125.00 per hour, minimum 2 hours")

    page.get_by_role("button", name="I agree to this price").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("You agreed")
    assert Consent.objects.get().contact == hosted.max.contact


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("is_telephone", [False, True])
def test_the_pages_of_an_account_are_fit_for_everybody(
    theme: str, *, is_telephone: bool, open_page: OpenPage, prepaid: Cast, axe: AxeCheck
) -> None:
    price_packages(prepaid)
    lot = make_lot(make_account(prepaid), credits=60, expires_at=MONDAY + timedelta(days=20))
    make_draw(lot, amount=11, work_at=SATURDAY)
    make_hold(lot, amount=5, at=SATURDAY)
    make_receivable(prepaid, at=SATURDAY)
    key = prepaid.northwind.pk
    paths = (
        "/portal/account",
        f"/portal/account/{key}/statement",
        f"/portal/account/{key}/packages?package=2+hours",
    )
    page = open_page(theme=theme, is_telephone=is_telephone)
    sign_in(page, prepaid.max)

    found = {path: unfit(page, path, axe) for path in paths}

    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_fault_and_a_consent_are_fit_for_everybody(
    theme: str, open_page: OpenPage, hosted: Cast, axe: AxeCheck
) -> None:
    fault = proposed_fault(hosted)
    install = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="New install")
    asked = ask_for_consent(actor=hosted.ben.actor, ticket=install, contact=hosted.max.contact, at=MONDAY)
    paths = (
        f"/portal/tickets/{fault.number}/",
        f"/portal/tickets/{install.number}/",
        f"/consent/{asked.token}",
    )
    page = open_page(theme=theme, is_telephone=True)
    sign_in(page, hosted.ada)

    found = {path: unfit(page, path, axe) for path in paths}

    assert {path: said for path, said in found.items() if said} == {}


def unfit(page: Page, path: str, axe: AxeCheck) -> list[str]:
    """What axe finds, and what is wider than the window where the page is."""
    page.goto(path)
    return [*axe(page), *page.evaluate(WIDE)]
