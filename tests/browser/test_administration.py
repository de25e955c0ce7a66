"""An administrator in a real browser: people, contracts, and a document that becomes law."""

from collections.abc import Callable
from datetime import datetime, tzinfo

import pytest
from playwright.sync_api import Page, expect

from tests.cast.agreements import NORTHWIND
from tests.cast.fixtures import cast
from tests.cast.instants import at
from tests.cast.people import PASSWORD, Cast, Worker
from uphold.agreements.actions import draft_document
from uphold.agreements.models import Version
from uphold.people.models import Contact, Team

__all__ = ["cast"]

OpenPage = Callable[..., Page]
AxeCheck = Callable[[Page], list[str]]
NOW = at("2026-06-09 09:30")
HERE = "/desk/administration"
SECOND = NORTHWIND.replace("version: 1", "version: 2")


class StoppedClock:
    """Stands for `datetime` in the module of the clock: the server's threads see it too."""

    @staticmethod
    def now(zone: tzinfo) -> datetime:
        return NOW.astimezone(zone)


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uphold.kit.clock.datetime", StoppedClock)


def test_a_contact_is_added_invited_and_deactivated(page: Page, cast: Cast) -> None:
    sign_in(page, cast.olga)

    page.get_by_role("link", name="Administration").click()
    page.get_by_role("link", name="Harbour Clinic").click()
    page.get_by_role("link", name="Add a contact").click()
    page.get_by_label("Name").fill("Zoe")
    page.get_by_label("E-mail").fill("zoe@harbour.example")
    page.get_by_role("radio", name="Manager").check()
    page.get_by_role("button", name="Add the contact").click()
    expect(page.get_by_role("status")).to_contain_text("The contact is added.")
    page.get_by_role("button", name="Invite to sign in").click()
    expect(page.get_by_role("status")).to_contain_text("An invitation goes to zoe@harbour.example")
    page.get_by_text("Deactivate …").click()
    expect(page.get_by_text("Zoe can no longer sign in")).to_be_visible()
    page.get_by_role("button", name="Deactivate", exact=True).click()

    expect(page.get_by_role("status")).to_contain_text("Zoe is deactivated.")
    expect(page.get_by_role("button", name="Activate again")).to_be_visible()
    assert Contact.objects.get(name="Zoe").is_active is False


def test_administration_needs_no_scripts(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(has_script=False)
    sign_in(page, cast.olga)

    page.goto(f"{HERE}/teams/new")
    page.get_by_label("Name").fill("Evenings")
    page.get_by_role("button", name="Add the team").click()
    page.get_by_role("checkbox", name="Ben").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Evenings").click()
    page.get_by_text("Deactivate …").click()
    page.get_by_role("button", name="Deactivate", exact=True).click()

    expect(page.get_by_role("status")).to_contain_text("Evenings is deactivated.")
    assert list(Team.objects.get().members.all()) == [cast.ben.staff]


def test_a_document_is_checked_as_it_is_typed_and_published(page: Page, cast: Cast) -> None:
    sign_in(page, cast.olga)
    page.goto("/desk/agreements/northwind/1/")
    page.get_by_role("link", name="Write the version that follows").click()
    text, findings = page.get_by_role("textbox", name="Document"), page.get_by_label("What the checker says")

    text.fill(SECOND.replace("| High     | 2 hours", "| Hihg     | 2 hours"))
    expect(findings).to_contain_text("'Hihg' is not a priority")
    findings.get_by_role("button", name="To line 75").click()
    expect(text).to_be_focused()
    assert page.evaluate("window.getSelection().toString()").startswith("| First response | Hihg")
    text.fill(SECOND)
    expect(findings).to_contain_text("No errors, no open warnings.")
    page.get_by_role("button", name="Save and check").click()
    page.get_by_text("Publish version 2 …").click()
    expect(page.get_by_text("can never be changed")).to_be_visible()
    page.get_by_role("button", name="Publish version 2", exact=True).click()

    expect(page.get_by_role("status")).to_contain_text("Version 2 is published.")
    assert Version.objects.get(version="2").is_published


def test_asking_answers_as_facts_are_chosen(page: Page, cast: Cast) -> None:
    sign_in(page, cast.ben)
    page.goto("/desk/agreements/northwind/1/ask")
    answer = page.get_by_label("What the agreement says")

    page.get_by_label("Request").select_option("Fault")
    expect(answer).to_contain_text("missing: Logs")
    page.get_by_label("Impact").select_option("Everyone")
    page.get_by_label("Logs").check()

    expect(answer).to_contain_text("answer in 2 h")
    expect(answer).not_to_contain_text("missing")
    assert page.url.count("fact%3Aimpact=") == 1


def addresses(cast: Cast) -> list[str]:
    """Every page of administration and agreements, with a draft and a team to show."""
    draft_document(actor=cast.olga.actor, provider=cast.northwind, text=SECOND, at=NOW)
    team = Team.objects.create(provider=cast.northwind, name="Evenings")
    case = (
        "opened=2026-06-09T10:00&fact:request=Fault&worked_from=2026-06-09T10:30&worked_to=2026-06-09T11:00"
    )
    return [
        *(f"{HERE}/{noun}" for noun in ("organisations", "staff", "teams", "contracts", "providers")),
        *(f"{HERE}/{noun}/new" for noun in ("organisations", "staff", "teams", "contracts", "providers")),
        f"{HERE}/organisations?q=nothing",
        f"{HERE}/organisations/{cast.harbour.pk}",
        f"{HERE}/organisations/{cast.harbour.pk}/contacts/new",
        f"{HERE}/contacts/{cast.ada.contact.pk}",
        f"{HERE}/staff/{cast.ben.staff.pk}",
        f"{HERE}/teams/{team.pk}",
        f"{HERE}/contracts/{cast.harbour.contracts.get().pk}",
        f"{HERE}/providers/{cast.northwind.pk}",
        "/desk/agreements/",
        "/desk/agreements/new",
        "/desk/agreements/northwind/1/?row=75",
        "/desk/agreements/northwind/1/report",
        "/desk/agreements/northwind/1/ask",
        f"/desk/agreements/northwind/1/ask?{case}",
        "/desk/agreements/northwind/2/edit",
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_of_administration_shuts_anybody_out(
    theme: str, open_page: OpenPage, axe: AxeCheck, cast: Cast
) -> None:
    page = open_page(theme=theme)
    sign_in(page, cast.olga)

    found = {address: axe(page) for address in addresses(cast) if page.goto(address)}

    assert {address: complaints for address, complaints in found.items() if complaints} == {}


def test_no_page_of_administration_is_wider_than_a_telephone(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(is_telephone=True)
    sign_in(page, cast.olga)

    widths = {address: width_of(page, address) for address in addresses(cast)}

    assert {address: width for address, width in widths.items() if width > 390} == {}


def width_of(page: Page, address: str) -> int:
    page.goto(address)
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def sign_in(page: Page, worker: Worker) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(worker.staff.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/")
