"""An agent follows a bug from the ticket that met it to its release; every page of it is fit for everybody."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

import pytest
from django.contrib.auth.base_user import AbstractBaseUser
from playwright.sync_api import Page, expect

from tests.cast.bugs import make_bug
from tests.cast.fixtures import prepaid
from tests.cast.instants import at
from tests.cast.people import Cast, Worker
from tests.cast.shipped import give_credits, open_shipped
from uphold.access import Actor
from uphold.metering.actions import log_work, meter_ticket
from uphold.problems.actions import hand_over_bug, record_outcome
from uphold.problems.models import Bug
from uphold.tickets.models import Ticket

__all__ = ["prepaid"]

OpenPage = Callable[..., Page]
AxeCheck = Callable[[Page], list[str]]
SignIn = Callable[[Page, AbstractBaseUser], None]
TEN, NOON, NOW = at("2026-06-09 10:00"), at("2026-06-09 12:00"), at("2026-06-09 13:00")
PAGES = (
    "/desk/bugs/",
    "/desk/bugs/?view=released",
    "/desk/bugs/new?ticket=NW-1",
    "/desk/bugs/of/NW-1",
    "/desk/bugs/NW-B1",
    "/desk/bugs/NW-B1/release",
    "/desk/bugs/NW-B1/change",
    "/desk/bugs/NW-B1/tickets",
)


class StoppedClock:
    """Stands for `datetime` in the module of the clock: the server's threads see it too."""

    @staticmethod
    def now(zone: tzinfo) -> datetime:
        return NOW.astimezone(zone)


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uphold.kit.clock.datetime", StoppedClock)


def come_in(page: Page, sign_in: SignIn, worker: Worker, path: str) -> None:
    assert worker.staff.account is not None
    sign_in(page, worker.staff.account)
    page.goto(path)


def worked_ticket(cast: Cast) -> Ticket:
    """Forty minutes of configuring took forty credits."""
    give_credits(cast.ada, amount=60, at=TEN)
    ticket = open_shipped(customer=cast.ada, opened_at=TEN, request="Configuration")
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=TEN,
        ended_at=TEN + timedelta(minutes=40),
        at=NOON,
    )
    meter_ticket(ticket=ticket, by=Actor.system(), at=NOON)
    return ticket


def decided_bug(cast: Cast) -> Bug:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=NOON, ticket=worked_ticket(cast))
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)
    return record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=NOON)


def test_a_bug_goes_from_the_ticket_that_met_it_to_its_release(
    page: Page, sign_in: SignIn, prepaid: Cast
) -> None:
    ticket = worked_ticket(prepaid)
    come_in(page, sign_in, prepaid.ben, f"/desk/bugs/of/{ticket.number}")

    page.get_by_role("link", name="New bug").first.click()
    page.get_by_label("What is documented").fill("A call is forwarded when the telephone is busy.")
    page.get_by_label("Product").fill("Switchboard")
    page.get_by_label("Version it was found in").fill("4.2")
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("NW-B1")
    page.keyboard.press("h")
    page.get_by_role("radio", name="Development").check()
    page.get_by_role("dialog").get_by_role("button", name="Hand over").click()
    expect(page.locator("#summary")).to_contain_text("with development")
    page.keyboard.press("o")
    page.get_by_role("radio", name="Patch").check()
    page.get_by_role("dialog").get_by_role("button", name="Record it").click()
    expect(page.locator("#summary")).to_contain_text("a patch is being made")
    page.keyboard.press("r")
    expect(page.get_by_role("region", name="What comes back")).to_contain_text("40 credits")
    page.get_by_label("The version that ends it").fill("4.3")
    page.get_by_role("button", name="It is out").click()

    expect(page.locator("#summary")).to_contain_text("out in 4.3")
    meter_ticket(ticket=ticket, by=Actor.system(), at=NOW)
    page.reload()
    expect(page.locator("#tickets")).to_contain_text("40 credits came back")


def test_an_open_page_shows_what_another_did(page: Page, sign_in: SignIn, prepaid: Cast) -> None:
    bug = make_bug(by=prepaid.ben, provider=prepaid.northwind, reported_at=NOON)
    come_in(page, sign_in, prepaid.nia, f"/desk/bugs/{bug.number}")
    page.wait_for_timeout(500)

    hand_over_bug(actor=prepaid.ben.actor, bug=bug, to="vendor", at=NOON)

    expect(page.locator("#summary")).to_contain_text("with the vendor")


def test_a_bug_is_handed_over_without_scripts(open_page: OpenPage, sign_in: SignIn, prepaid: Cast) -> None:
    bug = make_bug(by=prepaid.ben, provider=prepaid.northwind, reported_at=NOON)
    page = open_page(has_script=False)
    come_in(page, sign_in, prepaid.ben, f"/desk/bugs/{bug.number}")

    page.get_by_role("link", name="Hand over").click()
    page.get_by_role("radio", name="Development").check()
    page.get_by_role("button", name="Hand over").click()

    expect(page.locator("#summary")).to_contain_text("with development")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_of_bugs_is_fit_for_everybody(
    theme: str, open_page: OpenPage, sign_in: SignIn, prepaid: Cast, axe: AxeCheck
) -> None:
    decided_bug(prepaid)
    page = open_page(theme=theme)
    found = {}
    for path in PAGES:
        come_in(page, sign_in, prepaid.ben, path)
        found[path] = axe(page)

    assert {path: said for path, said in found.items() if said} == {}


def test_no_page_of_bugs_is_wider_than_a_telephone(
    open_page: OpenPage, sign_in: SignIn, prepaid: Cast
) -> None:
    decided_bug(prepaid)
    page = open_page(is_telephone=True)
    wide = []
    for path in PAGES:
        come_in(page, sign_in, prepaid.ben, path)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path)

    assert wide == []
