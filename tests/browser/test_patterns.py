"""The page of patterns in a real browser: silent, without findings of axe, and its small behaviours."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
AxeCheck = Callable[[Page], list[str]]
PAGES = ["/ui/patterns", "/ui/patterns/queue", "/ui/patterns/ticket", "/account/login/"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_on_a_desk(open_page: OpenPage, axe: AxeCheck, address: str, theme: str) -> None:
    page = open_page(theme=theme)

    page.goto(address)

    assert axe(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_on_a_telephone(open_page: OpenPage, axe: AxeCheck, address: str) -> None:
    page = open_page(is_telephone=True)

    page.goto(address)

    assert axe(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_a_telephone(open_page: OpenPage, address: str) -> None:
    page = open_page(is_telephone=True)

    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_pointing_at_a_chip_shows_the_agreed_row(page: Page) -> None:
    page.goto("/ui/patterns")

    page.locator("#agreed .chip").first.hover()

    expect(page.locator(".card:popover-open")).to_contain_text("First response 2 hours")


def test_a_chip_shows_its_card_on_focus_and_hides_it_on_escape(page: Page) -> None:
    page.goto("/ui/patterns/ticket")
    page.keyboard.press("Tab")
    while page.evaluate("!document.activeElement.matches('.chip')"):
        page.keyboard.press("Tab")

    expect(page.locator(".card:popover-open")).to_have_count(1)
    page.keyboard.press("Escape")

    expect(page.locator(".card:popover-open")).to_have_count(0)


def test_the_first_tap_on_a_chip_shows_the_card_and_the_second_follows(open_page: OpenPage) -> None:
    page = open_page(is_telephone=True)
    page.goto("/ui/patterns/ticket")
    chip = page.locator(".promises .chip").first

    chip.tap()
    expect(page.locator(".card:popover-open")).to_have_count(1)
    chip.tap()

    expect(page).to_have_url("/ui/patterns#agreement")


def test_a_chip_is_a_plain_link_without_script(open_page: OpenPage) -> None:
    page = open_page(has_script=False)
    page.goto("/ui/patterns/ticket")

    page.locator(".promises .chip").first.click()

    expect(page).to_have_url("/ui/patterns#agreement")


def test_j_and_k_walk_the_rows_and_enter_opens_one(page: Page) -> None:
    page.goto("/ui/patterns/queue")

    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)

    expect(page.get_by_role("link", name="Whole site without calls since the storm")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/ui/patterns/ticket")


def test_the_question_mark_lists_the_keys_of_this_page(page: Page) -> None:
    page.goto("/ui/patterns/queue")

    page.keyboard.press("?")

    expect(page.locator("#keys")).to_contain_text("New ticket")


def test_a_pair_of_keys_goes_to_its_place(page: Page) -> None:
    page.goto("/ui/patterns")

    page.keyboard.press("g")
    page.keyboard.press("q")

    expect(page).to_have_url("/ui/patterns/queue")


def test_the_palette_finds_and_follows_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/ui/patterns")

    page.keyboard.press("Control+k")
    page.keyboard.type("dial")
    expect(page.locator("#hits .hit")).to_have_count(1)
    page.keyboard.press("Enter")

    expect(page).to_have_url("/ui/patterns/ticket")


def test_a_draft_survives_a_reload(page: Page) -> None:
    page.goto("/ui/patterns/ticket")
    page.get_by_label("Reply to Tomás Lindqvist").fill("We are looking at port 14.")

    page.reload()

    expect(page.get_by_label("Reply to Tomás Lindqvist")).to_have_value("We are looking at port 14.")


@pytest.mark.parametrize("script", ["with script", "without script"])
def test_the_theme_that_was_chosen_stays(open_page: OpenPage, script: str) -> None:
    page = open_page(has_script=script == "with script")
    page.goto("/ui/patterns/queue")

    page.get_by_role("button", name="Dark").click()
    page.goto("/ui/patterns/ticket")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_on_a_telephone_the_columns_are_tabs_under_the_promises(open_page: OpenPage) -> None:
    page = open_page(is_telephone=True)
    page.goto("/ui/patterns/ticket")
    expect(page.locator("#side")).to_be_hidden()

    page.get_by_role("link", name="Facts").click()

    expect(page.locator("#side")).to_be_visible()
    expect(page.locator("#middle")).to_be_hidden()
    expect(page.get_by_label("Promises")).to_be_visible()
