"""Journeys through minutes and money, in a real browser, from both sides of the agreement."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import Clock, OpenPage, Queue, sign_in
from tests.cast.fixtures import hosted, prepaid
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from uphold.agreements.models import Contract
from uphold.billing.actions import invoice_now, set_seller
from uphold.billing.parties import SellerTerms
from uphold.credits.actions import set_package_price
from uphold.metering.actions import log_work
from uphold.tickets.actions import find

__all__ = ["hosted", "prepaid"]
pytestmark = pytest.mark.timeout(240)

NEW_YORK = ZoneInfo("America/New_York")
SELLER = SellerTerms(
    legal_name="Northwind Telephony", invoice_prefix="INV-", credit_note_prefix="CN-", payment_days=30
)


def at(words: str) -> datetime:
    """The time of the provider, whose agreement counts in New York. 2026-08-15 is a Saturday."""
    return datetime.fromisoformat(words).replace(tzinfo=NEW_YORK)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(at("2026-08-14 12:00"))
    monkeypatch.setattr("uphold.kit.clock.datetime", clock)
    return clock


@pytest.fixture
def queue() -> Queue:
    return Queue()


def test_a_saturday_outage_becomes_a_line_on_the_invoice_with_its_clause(
    open_page: OpenPage, hosted: Cast, clock: Clock, queue: Queue
) -> None:
    set_seller(actor=hosted.olga.actor, provider=hosted.northwind, terms=SELLER, at=clock.instant)
    opened_at = at("2026-08-15 02:00")
    ticket = open_shipped(customer=hosted.ada, opened_at=opened_at, request="Fault", impact="Total loss")
    agent, lead, customer, clerk = open_page(), open_page(), open_page(is_telephone=True), open_page()

    clock.stand(at("2026-08-15 02:10"))
    sign_in(agent, hosted.ben)
    agent.goto(f"/desk/tickets/{ticket.number}")
    expect(agent.locator("#composer")).to_contain_text(
        "$125.00 per hour, at least 1 hour if fault is customer"
    )
    start_timer(agent)
    clock.stand(at("2026-08-15 02:52"))
    agent.goto(f"/desk/tickets/{ticket.number}")
    stop_timer(agent)
    queue.work(at=clock.instant)
    agent.goto(f"/desk/tickets/{ticket.number}/minutes")
    expect(agent.locator("main")).to_contain_text("42 min")
    expect(agent.locator("main")).to_contain_text("Neither side has brought evidence yet.")

    clock.stand(at("2026-08-17 10:00"))
    sign_in(lead, hosted.lea)
    lead.goto(f"/desk/tickets/{ticket.number}/minutes")
    lead.get_by_role("link", name="Propose a finding").click()
    lead.get_by_role("dialog").get_by_text("the customer", exact=False).first.click()
    lead.get_by_label("Reasons, which the customer reads").fill("The switch in the hall was without power.")
    lead.get_by_role("button", name="Send the proposal").click()
    expect(lead.locator("main")).to_contain_text("The switch in the hall was without power.")
    queue.work(at=clock.instant)

    clock.stand(at("2026-08-17 11:00"))
    sign_in(customer, hosted.ada)
    customer.goto(f"/portal/tickets/{ticket.number}/")
    expect(customer.locator(".fault")).to_contain_text("The switch in the hall was without power.")
    customer.get_by_role("button", name="I agree").click()
    expect(customer.get_by_role("button", name="I agree")).to_have_count(0)
    queue.work(at=clock.instant)
    customer.reload()
    expect(customer.locator("#ticket")).to_contain_text("$125.00")

    clock.stand(at("2026-09-01 09:00"))
    sign_in(clerk, hosted.olga)
    clerk.goto("/desk/billing/invoices/new")
    invoice_one(clerk, "Harbour Clinic")
    expect(clerk.locator("main")).to_contain_text("INV-1")
    expect(clerk.locator("main")).to_contain_text("$125.00")
    expect(clerk.get_by_role("link", name="§ 5 Outage that we did not cause").first).to_be_visible()


def start_timer(page: Page) -> None:
    page.get_by_role("link", name="Start timer").click()
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_role("button", name="Start it")).not_to_be_visible()


def stop_timer(page: Page) -> None:
    page.keyboard.press("t")
    page.get_by_role("dialog").get_by_label("now", exact=True).check()
    page.get_by_role("button", name="Stop and log it").click()
    expect(page.locator("#flashes")).to_contain_text("42 min are logged on")


def invoice_one(page: Page, customer: str) -> None:
    page.get_by_role("link", name=customer).click()
    page.get_by_role("button", name="Issue the invoice").click()


def test_bought_credits_are_worked_off_and_come_back_when_the_bug_is_patched(
    open_page: OpenPage, prepaid: Cast, clock: Clock, queue: Queue
) -> None:
    set_seller(actor=prepaid.olga.actor, provider=prepaid.northwind, terms=SELLER, at=clock.instant)
    set_package_price(
        actor=prepaid.olga.actor,
        contract=Contract.objects.get(organisation=prepaid.harbour),
        package="2 hours",
        price=Decimal("180.00"),
        at=clock.instant,
    )
    customer, clerk, agent = open_page(theme="dark"), open_page(), open_page()

    sign_in(customer, prepaid.max)
    customer.goto(f"/portal/account/{prepaid.northwind.pk}/packages")
    customer.get_by_role("link", name="Choose").first.click()
    customer.get_by_role("button", name="Order for $180.00").click()
    expect(customer.locator("main")).to_contain_text("waits for payment")
    queue.work(at=clock.instant)

    sign_in(clerk, prepaid.olga)
    pay(clerk, "Harbour Clinic", amount="180.00", on="2026-08-14")
    queue.work(at=clock.instant)
    customer.goto("/portal/account")
    expect(customer.locator("main")).to_contain_text("120 credits")

    clock.stand(at("2026-08-17 10:00"))
    ticket = open_shipped(customer=prepaid.max, opened_at=clock.instant, request="Configuration")
    clock.stand(at("2026-08-17 11:30"))
    sign_in(agent, prepaid.ben)
    log(agent, ticket.number, started="10:15", ended="11:30")
    queue.work(at=clock.instant)
    customer.goto("/portal/account")
    expect(customer.locator("main")).to_contain_text("45 credits")

    report(agent, ticket.number)
    choose(agent, "Hand over", "Development", "Hand over")
    choose(agent, "What came of it", "Patch", "Record it")
    clock.stand(at("2026-08-24 09:00"))
    agent.get_by_role("link", name="Release").click()
    agent.get_by_label("The version that ends it").fill("16.2.4")
    expect(agent.locator("main")).to_contain_text("75")
    agent.get_by_role("button", name="It is out").click()
    expect(agent.locator("main")).to_contain_text("released")
    queue.work(at=clock.instant)

    customer.goto(f"/portal/account/{prepaid.northwind.pk}/statement")
    expect(customer.get_by_role("row", name="+75")).to_contain_text("Patch or update came of it")
    expect(customer.get_by_role("row", name="+75").get_by_role("link").first).to_be_visible()
    customer.goto("/portal/account")
    expect(customer.locator("main")).to_contain_text("120 credits")


def test_on_day_eleven_handling_may_be_suspended_on_day_fifteen_changes_and_payment_restores_both(
    open_page: OpenPage, hosted: Cast, clock: Clock, queue: Queue
) -> None:
    owe(hosted, clock, queue)
    setup = open_shipped(customer=hosted.ada, opened_at=at("2026-10-06 10:00"), request="Setup")
    fault = open_shipped(
        customer=hosted.ada, opened_at=at("2026-10-06 10:05"), request="Fault", impact="Partial loss"
    )
    lead, customer, clerk = open_page(), open_page(is_telephone=True), open_page()
    sign_in(lead, hosted.lea)
    account = f"/desk/accounts/{hosted.northwind.pk}/{hosted.harbour.pk}"

    clock.stand(at("2026-10-11 10:00"))
    lead.goto(account)
    expect(lead.get_by_role("link", name="Suspend")).to_have_count(0)

    clock.stand(at("2026-10-12 10:00"))
    lead.goto(account)
    suspend(lead, "Handling of tickets")
    queue.work(at=clock.instant)
    lead.goto(f"/desk/tickets/{setup.number}")
    expect(lead.locator("#summary")).to_contain_text("waiting for payment")
    lead.goto(f"/desk/tickets/{fault.number}")
    expect(lead.locator("#summary")).not_to_contain_text("waiting")

    clock.stand(at("2026-10-16 10:00"))
    lead.goto(account)
    suspend(lead, "Changes in the portal")
    queue.work(at=clock.instant)
    sign_in(customer, hosted.max)
    customer.goto("/portal/account")
    expect(customer.locator("main")).to_contain_text("15 days past due")

    sign_in(clerk, hosted.olga)
    pay(clerk, "Harbour Clinic", amount="125.00", on="2026-10-16")
    queue.work(at=clock.instant)
    lead.goto(f"/desk/tickets/{setup.number}")
    expect(lead.locator("#summary")).not_to_contain_text("waiting for payment")
    customer.goto("/portal/account")
    expect(customer.locator("main")).to_contain_text("Nothing is overdue.")


def test_a_disputed_line_is_not_due_and_an_accepted_dispute_becomes_a_credit_note(
    open_page: OpenPage, hosted: Cast, clock: Clock, queue: Queue
) -> None:
    owe(hosted, clock, queue)
    customer, clerk = open_page(is_telephone=True), open_page(theme="dark")

    clock.stand(at("2026-10-05 10:00"))
    sign_in(customer, hosted.max)
    customer.goto("/portal/invoices")
    customer.get_by_role("link", name="INV-1").click()
    customer.get_by_role("link", name="Dispute line 1").click()
    customer.get_by_label("What is wrong").fill("The switch was yours.")
    customer.locator("main").get_by_role("button").last.click()
    expect(customer.locator("main")).to_contain_text("$125.00 are disputed and not due")
    customer.goto("/portal/account")
    expect(customer.locator("main")).to_contain_text("Nothing is overdue.")

    sign_in(clerk, hosted.olga)
    clerk.goto("/desk/billing/disputes")
    clerk.locator("main").get_by_role("link", name="Answer", exact=True).click()
    clerk.get_by_text("The customer is right").click()
    clerk.get_by_label("In which words").fill("You are right, the switch was ours.")
    clerk.get_by_role("button", name="Answer").click()
    expect(clerk.locator("main")).to_contain_text("CN-1, −$125.00")
    queue.work(at=clock.instant)

    customer.goto("/portal/invoices")
    expect(customer.locator("main")).to_contain_text("CN-1")


def owe(cast: Cast, clock: Clock, queue: Queue) -> None:
    """An outage on a Saturday that was the customer's fault: $125.00, invoiced on 1 September, due on 1 October."""
    set_seller(actor=cast.olga.actor, provider=cast.northwind, terms=SELLER, at=clock.instant)
    opened_at = at("2026-08-15 02:00")
    ticket = open_shipped(customer=cast.ada, opened_at=opened_at, request="Fault", impact="Total loss")
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=at("2026-08-15 02:10"),
        ended_at=at("2026-08-15 02:52"),
        at=at("2026-08-15 02:52"),
    )
    find(actor=cast.lea.actor, ticket=ticket, facts={"fault": "customer"}, at=at("2026-08-17 10:00"))
    queue.work(at=at("2026-08-17 10:00"))
    invoice_now(
        actor=cast.olga.actor, organisation=cast.harbour, provider=cast.northwind, at=at("2026-09-01 09:00")
    )


def pay(page: Page, customer: str, *, amount: str, on: str) -> None:
    page.goto("/desk/billing/payments/new")
    page.get_by_label("Provider").select_option(label="Northwind")
    page.get_by_label("Customer").fill(customer)
    page.get_by_label("Amount").fill(amount)
    page.get_by_label("Currency").fill("USD")
    page.get_by_label("Received on").fill(on)
    page.get_by_role("button", name="Record the payment").click()
    expect(page.locator("main")).to_contain_text(f"${amount}")


def log(page: Page, number: str, *, started: str, ended: str) -> None:
    page.goto(f"/desk/tickets/{number}")
    page.keyboard.press("l")
    page.get_by_label("From").fill(f"2026-08-17T{started}")
    page.get_by_label("To", exact=True).fill(f"2026-08-17T{ended}")
    page.get_by_role("button", name="Log it").click()
    expect(page.locator("#flashes")).to_contain_text("The work is logged.")


def report(page: Page, number: str) -> None:
    page.goto(f"/desk/bugs/of/{number}")
    page.get_by_role("link", name="New bug").first.click()
    page.get_by_label("Title").fill("Recording stops after a restart")
    page.get_by_label("What is documented").fill("Recording goes on.")
    page.get_by_label("Product").fill("Call server")
    page.get_by_label("Version it was found in").fill("16.2.3")
    page.locator("main form button[type=submit], main form button:not([type])").last.click()
    expect(page.locator("main")).to_contain_text("NW-B1")


def choose(page: Page, act: str, choice: str, button: str) -> None:
    page.get_by_role("link", name=act).click()
    page.get_by_role("dialog").get_by_text(choice, exact=False).first.click()
    page.get_by_role("dialog").get_by_role("button", name=button).click()
    expect(page.get_by_role("dialog")).not_to_be_visible()


def suspend(page: Page, capability: str) -> None:
    page.get_by_role("link", name="Suspend").first.click()
    page.get_by_role("dialog").get_by_label(capability).check()
    page.get_by_role("dialog").get_by_label("Why; the customer reads it").fill(
        "Two letters stayed without an answer."
    )
    page.get_by_role("button", name="Suspend it").click()
    expect(page.locator("#flashes")).to_contain_text("It rests from now on.")
    expect(page.locator("main")).to_contain_text(capability)
