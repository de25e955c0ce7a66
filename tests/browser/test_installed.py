"""A list of equipment comes in, its customer opens a ticket about an old unit, and both sides find it there."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import Clock, sign_in
from tests.cast.fixtures import cast
from tests.cast.people import Cast
from tests.cast.products import make_product, make_product_version
from uphold.products.models import Unit

__all__ = ["cast"]

OpenPage = Callable[..., Page]
AxeCheck = Callable[[Page], list[str]]
MONDAY = datetime(2026, 9, 14, 11, tzinfo=ZoneInfo("Europe/Vienna"))
LIST = """Serial,Customer,Product,Version,Site
DP-1,Harbour Clinic,Desk phone,2.1,Quay 4
DP-2,Harbour Clinic,Desk fone,,
"""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(MONDAY)
    monkeypatch.setattr("uphold.kit.clock.datetime", made)
    return made


@pytest.mark.usefixtures("clock")
def test_from_a_list_to_a_ticket_about_an_old_unit(
    open_page: OpenPage, axe: AxeCheck, cast: Cast, tmp_path: Path
) -> None:
    make_product_version(make_product(cast.northwind), support_ends_on=date(2026, 8, 31))
    path = tmp_path / "units.csv"
    path.write_text(LIST, encoding="utf-8")
    desk = open_page()
    sign_in(desk, cast.ben)
    desk.goto("/desk/installed-base/list")
    desk.set_input_files("input[type=file]", path)
    desk.get_by_role("button", name="Show the preview").click()
    expect(desk.get_by_text("did you mean “Desk phone”?")).to_be_visible()
    assert axe(desk) == []
    desk.get_by_role("button", name="Take it in").click()
    expect(desk.get_by_role("link", name="DP-1")).to_be_visible()

    telephone = open_page(theme="dark", is_telephone=True)
    sign_in(telephone, cast.ada)
    telephone.goto("/portal/units/")
    assert axe(telephone) == []
    telephone.get_by_role("link", name="Open a ticket about DP-1").click()
    expect(telephone.locator("#preview")).to_contain_text("Support of Desk phone 2.1 ended on 31 Aug 2026.")
    telephone.get_by_role("radio", name="Fault").check()
    telephone.get_by_label("In one line").fill("No tone")
    telephone.get_by_label("What happens, and since when?").fill("Since eight.")
    telephone.get_by_role("button", name="Send").click()
    expect(telephone.get_by_text("It is about DP-1.")).to_be_visible()

    unit = Unit.objects.get()
    desk.goto(f"/desk/installed-base/{unit.pk}")
    expect(desk.get_by_role("link", name="NW-1 No tone")).to_be_visible()
    assert axe(desk) == []


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("seen", [{"theme": "dark"}, {"theme": "light", "is_telephone": True}])
def test_no_page_of_the_installed_base_shuts_anybody_out_or_is_too_wide(
    seen: dict[str, object], open_page: OpenPage, axe: AxeCheck, cast: Cast
) -> None:
    version = make_product_version(make_product(cast.northwind), support_ends_on=date(2026, 8, 31))
    page = open_page(**seen)
    sign_in(page, cast.lea)

    found = {}
    for path in ("", "new", "products", f"products/{version.product_id}", f"versions/{version.pk}/change"):
        page.goto(f"/desk/installed-base/{path}")
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found[path] = (axe(page), max(0, width))

    assert {path: each for path, each in found.items() if each != ([], 0)} == {}
